"""The end of an issue's way: solved, followed up, closed, or not taken up."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field

from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.forms import CloseIssueForm, DeclineIssueForm, FollowUpForm, SolveForm
from wishboard.issues.solving import close_issue, decline_issue, follow_up, solve_issue
from wishboard.web.desk.issues.back import back_to
from wishboard.web.desk.issues.issue import issue_page

_HERE = "/desk/issues/{public_id:str}"


class ForOneForm(FollowUpForm):
    """What was done, and for the wisher of which wish."""

    wish: str = Field(min_length=1, max_length=16)


@post(f"{_HERE}/solution")
@shows_again(issue_page)
async def solve(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Report an issue as solved; every wisher is asked."""
    visit.must_sign_in()
    await solve_issue(await visit.db(), public_id, visit.form(SolveForm), by=visit.viewer)
    return back_to(visit, public_id, "solved")


@post(f"{_HERE}/followups")
@shows_again(issue_page)
async def follow(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Tell one dissatisfied wisher what was done; they are asked again."""
    visit.must_sign_in()
    form = visit.form(ForOneForm)
    await follow_up(await visit.db(), public_id, form.wish, form, by=visit.viewer)
    return back_to(visit, public_id, "followed_up")


@post(f"{_HERE}/closing")
@shows_again(issue_page)
async def close(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Close a solved issue with the number of people it reached."""
    visit.must_sign_in()
    await close_issue(await visit.db(), public_id, visit.form(CloseIssueForm), by=visit.viewer)
    return back_to(visit, public_id, "issue_closed")


@post(f"{_HERE}/decline")
@shows_again(issue_page)
async def decline(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Not take an issue up; the wishers read why."""
    visit.must_sign_in()
    await decline_issue(await visit.db(), public_id, visit.form(DeclineIssueForm), by=visit.viewer)
    return back_to(visit, public_id, "issue_declined")


ROUTES = [solve, follow, close, decline]
