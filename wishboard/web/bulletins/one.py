"""One report: as a page whose figures lead to their rows, as a PDF file and as a workbook."""

import tempfile
from pathlib import Path
from typing import Any

from litestar import Response, get, post
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import File

from wishboard.bulletins.commands import subscribe
from wishboard.bulletins.models import Bulletin
from wishboard.bulletins.queries import bulletin_for, own_subscriptions
from wishboard.bulletins.scope import READERS, Scope
from wishboard.core.periods import period
from wishboard.core.refusals import NotFound
from wishboard.http.visit import Visit
from wishboard.reports.bulletins.paper import facts_of, paper_of
from wishboard.reports.bulletins.sheets import write_bulletin
from wishboard.web.bulletins.figures import Links
from wishboard.web.ledger import WORKBOOK

PAPER = "application/pdf"


@get("/reports/{name:str}")
async def show_report(visit: NamedDependency[Visit], name: FromPath[str]) -> Response[Any]:
    """A report by its public id; with `.pdf` or `.xlsx` behind it as such a file."""
    public_id, _dot, form = name.partition(".")
    shown = _FORMS.get(form)
    if shown is None:
        raise NotFound
    viewer = visit.must_hold(*READERS)
    bulletin, scope = await bulletin_for(await visit.db(), public_id, viewer)
    answer: Response[Any] = await shown(visit, bulletin, scope)
    return answer


@post("/reports/{public_id:str}/subscription")
async def want(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Be told of every further report of this kind."""
    viewer = visit.must_hold(*READERS)
    await subscribe(await visit.db(), public_id, by=viewer)
    return visit.redirect(f"/reports/{public_id}", "subscribed")


async def _page(visit: Visit, bulletin: Bulletin, scope: Scope) -> Response[str]:
    over = period(bulletin.period)
    assert over is not None
    own = await own_subscriptions(await visit.db(), visit.viewer)
    wanted = [one for one in own if (one.rhythm, one.scope) == (bulletin.rhythm, scope)]
    return visit.page(
        "bulletins/page.html",
        **facts_of(bulletin),
        links=Links(scope, over),
        wanted=wanted[0] if wanted else None,
        here=f"/reports/{bulletin.public_id}",
    )


async def _paper(_visit: Visit, bulletin: Bulletin, _scope: Scope) -> Response[bytes]:
    made = await paper_of(bulletin)
    return Response(made, media_type=PAPER, headers=_headers(bulletin, "pdf"))


async def _workbook(_visit: Visit, bulletin: Bulletin, _scope: Scope) -> File:
    folder = tempfile.TemporaryDirectory(prefix="wishboard-report-")
    path = Path(folder.name, "report.xlsx")
    try:
        await write_bulletin(path, bulletin)
    except BaseException:
        folder.cleanup()
        raise
    return File(
        path,
        filename=_filename(bulletin, "xlsx"),
        media_type=WORKBOOK,
        background=BackgroundTask(folder.cleanup),
        headers={"Cache-Control": "no-store"},
    )


_FORMS: dict[str, Any] = {"": _page, "pdf": _paper, "xlsx": _workbook}


def _headers(bulletin: Bulletin, form: str) -> dict[str, str]:
    named = f'attachment; filename="{_filename(bulletin, form)}"'
    return {"Content-Disposition": named, "Cache-Control": "no-store"}


def _filename(bulletin: Bulletin, form: str) -> str:
    return f"report-{bulletin.period}-{bulletin.public_id}.{form}"


ROUTES = [show_report, want]
