"""`wishboard import members`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wishboard.cli.imports.intake import Intake, takes_a_table
from wishboard.cli.showing import show_mapping
from wishboard.cli.town import in_town

if TYPE_CHECKING:
    from wishboard.accounts.importing.members import NewAccount


@click.command(name="members")
@takes_a_table
@click.option(
    "--accounts",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Open an account for whoever has none; user names and one-time passwords go here.",
)
@click.option("--moved", is_flag=True, help="Who belongs elsewhere has changed over to here.")
def command(
    *,
    file: Path,
    pairs: tuple[str, ...],
    sheet: str,
    dry_run: bool,
    report: Path | None,
    accounts: Path | None,
    moved: bool,
) -> None:
    """Take in a roster (花名册) of members and volunteers.

    The same phone, or the same name in the same organization, is the same person and is brought
    up to date. Phone numbers are encrypted. Somebody who belongs elsewhere is registered here
    besides, unless --moved says that they changed over.

    With --accounts a CSV file is made that only you can read. Its passwords are asked to be
    changed at the first sign-in; hand them out and delete the file.
    """
    if accounts and accounts.exists():
        raise click.ClickException(f"{accounts} is there already; choose another name.")
    intake = Intake(file, pairs, sheet, dry_run, report)
    in_town("import", lambda: take_in(intake, accounts, moved=moved))


async def take_in(intake: Intake, accounts: Path | None, *, moved: bool) -> None:
    """Read the file and store its people, showing how far it is."""
    from wishboard.accounts.importing.member_rows import MEMBER_COLUMNS  # noqa: PLC0415
    from wishboard.accounts.importing.members import Terms, import_members  # noqa: PLC0415
    from wishboard.core.database import new_session  # noqa: PLC0415
    from wishboard.core.sheets.mapping import guess_mapping, read_pairs  # noqa: PLC0415
    from wishboard.core.sheets.table import read_table  # noqa: PLC0415

    terms = Terms(accounts=accounts is not None and not intake.dry_run, moved=moved)
    async with read_table(intake.file, intake.sheet) as table, new_session() as db:
        mapping = guess_mapping(table.header, MEMBER_COLUMNS, read_pairs(intake.pairs))
        show_mapping(mapping, table.about)
        with click.progressbar(length=table.about, label="Members") as bar:
            review, opened = await import_members(db, table, mapping, terms, bar.update)
        if accounts and opened:
            await write_accounts(accounts, opened)
        if not intake.dry_run:
            await db.commit()
    await intake.finish(review, table)
    if accounts and opened:
        click.echo(f"{len(opened)} accounts opened; their one-time passwords are in {accounts}.")


async def write_accounts(path: Path, opened: "list[NewAccount]") -> None:
    """Write user names and one-time passwords into a new file that only its owner can read."""
    from wishboard.core.sheets.writing import csv_chunks  # noqa: PLC0415

    header = ("姓名", "组织", "用户名", "一次性密码")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        async for chunk in csv_chunks(header, opened):
            file.write(chunk)
