"""The ledger (台账): looked through on a page, taken home as a workbook."""

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency
from litestar.response import File

from wishboard.accounts.roles import Right
from wishboard.core.clock import today
from wishboard.core.filled import Filled
from wishboard.http.visit import Visit
from wishboard.reports.ledger import words
from wishboard.reports.ledger.columns import day, local
from wishboard.reports.ledger.extract import Extract, extract_from
from wishboard.reports.ledger.lines import BEGINNING, mark_from, mark_of, page_of, totals
from wishboard.reports.ledger.sheets import area_names, full_area, write_ledger
from wishboard.web.desk.places import area_choices

PAGE = 30
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@get("/ledger")
async def show_ledger(visit: NamedDependency[Visit]) -> Response[Any]:
    """The wishes one accounts for, oldest first, and what they add up to."""
    viewer = visit.must_hold(Right.export)
    asked = visit.request.query_params
    extract, after = extract_from(asked), mark_from(asked.get("after", ""))
    db = await visit.unit.connection()
    names = await area_names(db)
    found = await page_of(db, extract, viewer, after, PAGE + 1)
    more, found = len(found) > PAGE, found[:PAGE]
    return visit.page(
        "ledger/ledger.html",
        lines=[(line, full_area(line, names), local(line, "keeper")) for line in found],
        totals=await totals(db, extract, viewer),
        words=words,
        day=day,
        filled=Filled(values=extract.given()),
        areas=await area_choices(await visit.db(), viewer),
        states=[*words.STAGES.items(), *words.ENDINGS.items()],
        download=f"/ledger/workbook?{urlencode(extract.given())}",
        back=_address(extract) if after != BEGINNING else "",
        onward=_address(extract, after=str(mark_of(found[-1]))) if more else "",
    )


@get("/ledger/workbook")
async def download_ledger(visit: NamedDependency[Visit]) -> File:
    """The same as an Excel file, whole. The file is written, sent and deleted."""
    viewer = visit.must_hold(Right.export)
    extract = extract_from(visit.request.query_params)
    folder = tempfile.TemporaryDirectory(prefix="wishboard-ledger-")
    path = Path(folder.name, "ledger.xlsx")
    try:
        await write_ledger(path, await visit.unit.connection(), extract, viewer)
    except BaseException:
        folder.cleanup()
        raise
    return File(
        path,
        filename=f"ledger-{today().isoformat()}.xlsx",
        media_type=WORKBOOK,
        background=BackgroundTask(folder.cleanup),
        headers={"Cache-Control": "no-store"},
    )


def _address(extract: Extract, **more: str) -> str:
    return f"/ledger?{urlencode(extract.given() | more)}"


ROUTES = [show_ledger, download_ledger]
