"""`wishboard import wishes`."""

from pathlib import Path
from typing import Any

import click

from wishboard.cli.imports.intake import Intake, takes_a_table
from wishboard.cli.showing import show_mapping
from wishboard.cli.town import in_town

CHANNELS = ("web", "qr", "visit", "hotline", "petition", "forum", "survey", "import")


@click.command(name="wishes")
@takes_a_table
@click.option("--area", default="", help="Area of rows that name none: its name or public id.")
@click.option(
    "--channel",
    type=click.Choice(CHANNELS),
    default="import",
    show_default=True,
    help="How the wishes came in, where the file does not say.",
)
@click.option("--source", default="", help="Name of the ledger, when two of them count from 1.")
@click.option("--consented", is_flag=True, help="All wishers agreed to a published summary.")
@click.option("--registered", is_flag=True, help="Trust the ledger: register what is complete.")
def command(
    *,
    file: Path,
    pairs: tuple[str, ...],
    sheet: str,
    dry_run: bool,
    report: Path | None,
    **terms: Any,
) -> None:
    """Take in a ledger of wishes.

    Each row becomes a collected wish, in its own words, on the desk of the organization that
    looks after its area; category, lane and worth are kept as suggestions. With --registered,
    rows with a known category and lane and without personal data in their words are registered
    at once. A wish is known again by its number in the file, or by its words if it has none.
    """
    in_town("import", lambda: take_in(Intake(file, pairs, sheet, dry_run, report), terms))


async def take_in(intake: Intake, given: dict[str, Any]) -> None:
    """Read the file and store its wishes, showing how far it is."""
    from wishboard.accounts.importing.gazetteer import gazetteer  # noqa: PLC0415
    from wishboard.core.database import transaction  # noqa: PLC0415
    from wishboard.core.sheets.table import read_table  # noqa: PLC0415
    from wishboard.wishes.importing.columns import wish_columns  # noqa: PLC0415
    from wishboard.wishes.importing.commands import import_wishes  # noqa: PLC0415
    from wishboard.wishes.importing.entries import Terms  # noqa: PLC0415
    from wishboard.wishes.stages import Channel  # noqa: PLC0415

    async with transaction() as db:
        area = (await gazetteer(db)).find(given["area"]) if given["area"] else None
    terms = Terms(**given | {"area": area, "channel": Channel(given["channel"])})
    async with read_table(intake.file, intake.sheet) as table:
        mapping = wish_columns(table.header, intake.pairs)
        show_mapping(mapping, table.about)
        with click.progressbar(length=table.about, label="Wishes") as bar:
            review = await import_wishes(
                table, mapping, terms, dry_run=intake.dry_run, progress=bar.update
            )
    await intake.finish(review, table)
