"""Every table of an extent in one Excel file; quantities kind by kind on a sheet of their own."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from litestar import get
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency
from litestar.response import File

from wishboard.core.sheets.writing import Cell, Rows, write_xlsx
from wishboard.http.visit import Visit
from wishboard.i18n import LazyText
from wishboard.i18n import gettext as _
from wishboard.reports.outcomes.extent import By
from wishboard.reports.outcomes.quantities import Brought, brought
from wishboard.reports.outcomes.tables import Table, outcomes
from wishboard.web.outcomes.tables import BY, asked_by, name_of
from wishboard.web.rankings.asked import READERS

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@get("/outcomes/workbook")
async def download_outcomes(visit: NamedDependency[Visit]) -> File:
    """Every table of an extent in one Excel file."""
    visit.must_hold(*READERS)
    extent, _by = asked_by(visit.request.query_params)
    found = {by: await outcomes(extent, by) for by in BY}
    amounts = [(by, await brought(extent, by)) for by in BY]
    folder = tempfile.TemporaryDirectory(prefix="wishboard-outcomes-")
    path = Path(folder.name, "outcomes.xlsx")
    try:
        sheets: list[tuple[str, list[str], Rows]] = [
            (str(BY[by]), header(BY[by]), list(_cells(by, found[by]))) for by in BY
        ]
        rows = [row for by, kinds in amounts for row in _amounts(by, kinds)]
        await write_xlsx(path, [*sheets, (_("Quantities"), _amounts_header(), rows)])
    except BaseException:
        folder.cleanup()
        raise
    return File(
        path,
        filename=f"outcomes-{extent.over.name if extent.over else 'all'}.xlsx",
        media_type=WORKBOOK,
        background=BackgroundTask(folder.cleanup),
        headers={"Cache-Control": "no-store"},
    )


def header(label: LazyText) -> list[str]:
    """The titles of a table's columns."""
    return [
        str(label),
        _("Wishes fulfilled"),
        _("A year before"),
        _("Problems solved"),
        _("A year before"),
        _("Participations"),
        _("A year before"),
        _("Beneficiaries confirmed"),
        _("A year before"),
        _("Beneficiaries reported"),
        _("Beneficiaries expected"),
    ]


def _cells(by: By, table: Table) -> Iterator[Sequence[Cell]]:
    for line in table.lines:
        now, before = line.now, line.before
        yield (
            name_of(by, line),
            *(now.wishes, before.wishes, now.issues, before.issues),
            *(now.participations, before.participations, now.confirmed, before.confirmed),
            *(now.reported, now.expected),
        )


def _amounts_header() -> list[str]:
    return [
        _("Told apart by"),
        _("Which"),
        _("Quantity"),
        _("Unit"),
        _("Problems solved"),
        _("confirmed"),
        _("A year before"),
        _("reported"),
        _("expected"),
    ]


def _amounts(by: By, kinds: Sequence[Brought]) -> Iterator[Sequence[Cell]]:
    for kind in kinds:
        for one in kind.portions:
            yield (
                *(str(BY[by]), name_of(by, one), kind.shown, kind.unit, one.now.issues),
                *(one.now.confirmed, one.before.confirmed, one.now.reported, one.now.expected),
            )


ROUTES = [download_outcomes]
