"""`wishboard export`: what a town hands in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wishboard.cli.town import in_town, terminal_language

if TYPE_CHECKING:
    from datetime import date, datetime

    from wishboard.reports.ledger.lines import Totals

DAY = click.DateTime(["%Y-%m-%d"])


@click.group(name="export")
def command() -> None:
    """Write what the town has into files that open in Excel or WPS."""


@command.command(name="ledger")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from", "since", type=DAY, help="First day of collection, such as 2025-01-01.")
@click.option("--to", "until", type=DAY, help="Last day of collection, counted in.")
@click.option("--area", default="", help="An area and all below it: its name or public id.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Else that of the terminal.")
def ledger(
    *,
    file: Path,
    since: "datetime | None",
    until: "datetime | None",
    area: str,
    language: str | None,
) -> None:
    """Write the ledger (台账) into FILE, an .xlsx workbook.

    One line a wish: the dates of every step, keeper, lane, who helped, what was done, how many
    benefited as expected, reported and confirmed, what the wisher said. No contact data. A second
    sheet holds the totals: wishes fulfilled, participations and beneficiaries, apart.
    """
    if file.suffix.lower() != ".xlsx":
        raise click.ClickException("The file's name should end in .xlsx.")
    days = [moment.date() if moment else None for moment in (since, until)]

    async def deed() -> "Totals":
        return await write(file, *days, area=area, language=language or terminal_language())

    totals = in_town("export", deed)
    click.echo(f"{file}: {totals.wishes} wishes, {totals.fulfilled} of them fulfilled.")


async def write(
    file: Path, since: "date | None", until: "date | None", *, area: str, language: str
) -> "Totals":
    """Write the ledger of the whole town, or of one area."""
    from wishboard.accounts.importing.gazetteer import gazetteer  # noqa: PLC0415
    from wishboard.core.database import reading, transaction  # noqa: PLC0415
    from wishboard.i18n import speaking  # noqa: PLC0415
    from wishboard.reports.ledger.extract import Extract  # noqa: PLC0415
    from wishboard.reports.ledger.sheets import write_ledger  # noqa: PLC0415

    async with transaction() as db:
        place = (await gazetteer(db)).find(area).public_id if area else ""
    with speaking(language):
        async with reading() as connection:
            return await write_ledger(file, connection, Extract(since, until, place), None)
