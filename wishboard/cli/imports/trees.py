"""`wishboard import areas` and `wishboard import organizations`."""

from typing import TYPE_CHECKING, Any

import click

from wishboard.cli.imports.intake import Intake, takes_a_table
from wishboard.cli.showing import show_mapping
from wishboard.cli.town import in_town

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wishboard.core.sheets.mapping import Column


@click.command(name="areas")
@takes_a_table
def areas(**given: Any) -> None:
    """Take in the tree of areas: city, districts, streets, communities, grids.

    A row has a name, the name of the area above it and, where the name does not tell, its level.
    Parents may stand below their children. An area of the same name below the same parent is
    known again.
    """
    from wishboard.accounts.importing import growing  # noqa: PLC0415

    in_town("import", lambda: grow(growing.import_areas, growing.AREA_COLUMNS, given))


@click.command(name="organizations")
@takes_a_table
def organizations(**given: Any) -> None:
    """Take in the tree of organizations.

    A row has a name, the organization above it, its area and, where the name does not tell, its
    kind. Parents may stand below their children. The field `keeps` makes it the keeper of wishes:
    “yes” for its own area, or an area's name. An organization of the same name below the same
    parent is brought up to date.
    """
    from wishboard.accounts.importing import growing  # noqa: PLC0415

    deed, columns = growing.import_organizations, growing.ORGANIZATION_COLUMNS
    in_town("import", lambda: grow(deed, columns, given))


async def grow(
    deed: "Callable[..., Any]", columns: "Sequence[Column]", given: dict[str, Any]
) -> None:
    """Read the file and grow a tree from it in one transaction."""
    from wishboard.core.database import new_session  # noqa: PLC0415
    from wishboard.core.sheets.mapping import guess_mapping, read_pairs  # noqa: PLC0415
    from wishboard.core.sheets.table import read_table  # noqa: PLC0415

    intake = Intake(**given)
    async with read_table(intake.file, intake.sheet) as table, new_session() as db:
        mapping = guess_mapping(table.header, columns, read_pairs(intake.pairs))
        show_mapping(mapping, table.about)
        review = await deed(db, table, mapping)
        if not intake.dry_run:
            await db.commit()
    await intake.finish(review, table)
