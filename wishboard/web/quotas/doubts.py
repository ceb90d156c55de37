"""Credits in doubt: what was refused at once, and what a second person has to look at."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.outcomes.doubts.commands import decide_doubt
from wishboard.outcomes.doubts.forms import DecideForm
from wishboard.outcomes.doubts.queries import doubts
from wishboard.web.quotas import words


async def doubts_page(visit: Visit, public_id: str = "") -> Response[str]:
    """Those that wait; with `decided=yes` those that do not any more."""
    viewer, db = visit.must_hold(Right.supervise), await visit.db()
    decided = visit.request.query_params.get("decided") == "yes"
    action = f"/quotas/doubts/{public_id}/decision"
    return visit.page(
        "quotas/doubts.html",
        rows=await doubts(db, viewer, open_=not decided),
        decided=decided,
        words=words,
        asked=public_id,
        refused=visit.filled(action) if public_id else None,
    )


@get("/quotas/doubts")
async def show_doubts(visit: NamedDependency[Visit]) -> Response[Any]:
    """The credits in doubt that the viewer supervises."""
    return await doubts_page(visit)


@post("/quotas/doubts/{public_id:str}/decision")
@shows_again(doubts_page)
async def decide(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Grant or refuse one."""
    viewer, db = visit.must_hold(Right.supervise), await visit.db()
    doubt = await decide_doubt(db, public_id, visit.form(DecideForm), by=viewer)
    return visit.redirect("/quotas/doubts", "credit_granted" if doubt.granted else "credit_refused")


ROUTES = [show_doubts, decide]
