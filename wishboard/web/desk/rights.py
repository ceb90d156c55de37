"""The table of rights in plain words, as the code obeys it."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.accounts.roles import TABLE, Right, Role
from wishboard.http.visit import Visit
from wishboard.web.desk import words


@get("/desk/rights")
async def show_rights(visit: NamedDependency[Visit]) -> Response[Any]:
    """Which role may do what, over what."""
    visit.must_hold(Right.administer)
    return visit.page(
        "desk/rights.html",
        rules=[(rule, [role for role in Role if role in rule.roles]) for rule in TABLE.values()],
        words=words,
    )


ROUTES = [show_rights]
