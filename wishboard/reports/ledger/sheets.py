"""The ledger as a workbook: its lines on one sheet, what they add up to on another."""

from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select

from wishboard.accounts.models import Area
from wishboard.accounts.trees import ancestry
from wishboard.accounts.viewer import Viewer
from wishboard.core.sheets.writing import Cell, write_xlsx
from wishboard.i18n import current_locale
from wishboard.i18n import gettext as _
from wishboard.reports.ledger.columns import COLUMNS, Line
from wishboard.reports.ledger.extract import Extract
from wishboard.reports.ledger.lines import Totals, lines, totals

AreaNames = Mapping[int, str]


async def write_ledger(
    path: Path, db: AsyncConnection, extract: Extract, viewer: Viewer | None
) -> Totals:
    """Write the ledger into a workbook, in the reader's language. Returns its totals."""
    sums = await totals(db, extract, viewer)
    names = await area_names(db)
    header = [_("Area"), *(str(title) for title, _cell in COLUMNS)]
    await write_xlsx(
        path,
        [
            (_("Ledger"), header, _cells(lines(db, extract, viewer), names)),
            (_("Totals"), [_("What is counted"), _("How many")], list(total_rows(sums))),
        ],
    )
    return sums


async def area_names(db: AsyncConnection) -> AreaNames:
    """Areas by key, in the reader's language."""
    found = await db.execute(select(Area.id, Area.name, Area.name_en).where(col(Area.id) > 0))
    english = current_locale() == "en"
    return {key: name_en if english and name_en else name for key, name, name_en in found}


def full_area(line: Line, names: AreaNames) -> str:
    """An area with what is above it, without the city."""
    keys = ancestry(line.area_path)
    separator = " · " if current_locale() == "en" else ""
    return separator.join(names[key] for key in keys[1:] or keys)


def total_rows(sums: Totals) -> Iterator[tuple[str, int]]:
    """The totals with their names; they are never added up."""
    yield _("Wishes fulfilled"), sums.fulfilled
    yield _("Community tasks fulfilled"), sums.tasks
    yield _("Participations"), sums.participations
    yield _("Beneficiaries confirmed"), sums.confirmed
    yield _("Beneficiaries reported"), sums.reported
    yield _("Beneficiaries expected"), sums.expected
    yield _("Done without an answer"), sums.unconfirmed
    yield _("Still on their way"), sums.open
    yield _("Wishes in this ledger"), sums.wishes


async def _cells(found: AsyncIterator[Line], names: AreaNames) -> AsyncIterator[list[Cell]]:
    async for line in found:
        yield [full_area(line, names), *(cell(line) for _title, cell in COLUMNS)]
