"""The ladder of the town: who supervises on each rung, after how many days, in which colour."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import administers_all
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.supervision import words
from wishboard.supervision.ladder.forms import RungForm
from wishboard.supervision.ladder.rungs import change_rung, rung_name, rungs
from wishboard.web.supervision.sections import rights_for, sections

PAGE = "/supervision/rungs"


async def rungs_page(visit: Visit, number: int = 0) -> Response[str]:
    """Every rung; for the town's administrator the one asked for with its form."""
    viewer, db = visit.must_hold(*rights_for(PAGE)), await visit.db()
    asked = visit.request.query_params.get("rung", "")
    return visit.page(
        "supervision/rungs.html",
        sections=sections(viewer),
        ladder=await rungs(db),
        rung_name=rung_name,
        changes=await administers_all(db, viewer),
        open=number or (int(asked) if asked.isdecimal() else 0),
        words=words,
    )


@get(PAGE)
async def show_rungs(visit: NamedDependency[Visit]) -> Response[Any]:
    """The ladder; `?rung=2` opens the form of that rung."""
    return await rungs_page(visit)


@post("/supervision/rungs/{number:int}")
@shows_again(rungs_page)
async def change(visit: NamedDependency[Visit], number: FromPath[int]) -> Response[Any]:
    """Change a rung."""
    viewer = visit.must_hold(Right.administer)
    await change_rung(await visit.db(), number, visit.form(RungForm), by=viewer)
    return visit.redirect(PAGE, "rung_changed")


ROUTES = [show_rungs, change]
