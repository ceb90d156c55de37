"""Whistles on one's own desk: what one's organization was called for, and whom one called."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.accounts.roles import Right
from wishboard.http.visit import Visit
from wishboard.issues.whistles.mine import blown_around, waiting_for
from wishboard.web.desk.issues.lists import must_have_issues


@get("/desk/whistles")
async def show_my_whistles(visit: NamedDependency[Visit]) -> Response[Any]:
    """Called by whistle, late ones first; and the open whistles around."""
    viewer = must_have_issues(visit)
    db = await visit.db()
    return visit.page(
        "desk/whistles.html",
        waiting=await waiting_for(db, viewer),
        around=await blown_around(db, viewer),
        handles=viewer.may_somewhere(Right.handle),
    )


ROUTES = [show_my_whistles]
