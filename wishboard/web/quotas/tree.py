"""The parent's tree: every organization below, its own deeds and its members'."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.accounts.roles import Right
from wishboard.core.filled import Filled
from wishboard.http.visit import Visit
from wishboard.quotas.tree import tree_page
from wishboard.web.quotas.asked import text_asked, year_asked, years


@get("/quotas/tree")
async def show_tree(visit: NamedDependency[Visit]) -> Response[Any]:
    """The organizations that the viewer oversees, page by page in the order of the tree."""
    viewer, year = visit.must_hold(Right.oversee), year_asked(visit)
    name, after = text_asked(visit, "q"), text_asked(visit, "after", 160)
    db = await visit.db()
    branches, onward = await tree_page(db, viewer, year, after=after, name=name)
    given = {"year": str(year), "q": name}
    return visit.page(
        "quotas/tree.html",
        branches=branches,
        year=year,
        years=years(),
        filled=Filled(values=given),
        back=f"/quotas/tree?{urlencode(given)}" if after else "",
        onward=f"/quotas/tree?{urlencode(given | {'after': onward})}" if onward else "",
    )


ROUTES = [show_tree]
