"""The yearly look at an old problem, written on its desk page."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.legacy.commands import review_legacy
from wishboard.issues.legacy.forms import ReviewForm
from wishboard.web.desk.issues.back import back_to
from wishboard.web.desk.issues.issue import issue_page
from wishboard.web.desk.issues.sight import desk_issue


@post("/desk/issues/{public_id:str}/reviews")
@shows_again(issue_page)
async def review(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Write down where an old problem stands, for everybody."""
    await desk_issue(visit, public_id)
    await review_legacy(await visit.db(), public_id, visit.form(ReviewForm), by=visit.viewer)
    return back_to(visit, public_id, "reviewed")


ROUTES = [review]
