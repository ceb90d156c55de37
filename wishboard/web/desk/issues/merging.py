"""Two issues become one after a look at both, and come apart again."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, NotFound
from wishboard.disclosure.issue_sight import IssueSight
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.desk import IssueDesk, IssueList, coordinated, issue_lines
from wishboard.issues.forms import MergeIssueForm
from wishboard.issues.merging import merge_issue, unmerge_issue
from wishboard.issues.queries import coordinates, find_issue
from wishboard.issues.sieve import IssueSieve
from wishboard.web.desk.issues.back import back_to
from wishboard.web.desk.issues.issue import issue_page
from wishboard.web.desk.issues.lists import asked_in
from wishboard.web.desk.issues.picture import IssuePicture, issue_picture
from wishboard.web.desk.issues.sight import desk_issue

_LIKELY = 8


async def merge_page(visit: Visit, public_id: str) -> Response[str]:
    """Both issues side by side; `into` is the public id or address of the other one."""
    sight = await _must_coordinate(visit, public_id)
    db = await visit.db()
    given = visit.request.query_params
    typed = str(given.get("into") or visit.sent.get("into", "")).strip()
    sieve = IssueSieve(q=given.get("q", "").replace("\0", "").strip()[:60])
    desk = IssueDesk(await coordinated(db, visit.viewer), sieve)
    found = await issue_lines(db, desk, IssueList.open, limit=_LIKELY + 1)
    return visit.page(
        "desk/issues/merge.html",
        issue=sight.issue,
        picture=await issue_picture(db, sight.issue, wishes=False),
        others=[row for row in found if row.id != sight.issue.id][:_LIKELY],
        typed=typed,
        q=sieve.q,
        other=await _other(db, visit, typed) if typed else None,
        asked=asked_in(given),
        here=f"/desk/issues/{public_id}",
    )


@get("/desk/issues/{public_id:str}/merge")
async def show_merge(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """A look at the other issue before two become one."""
    return await merge_page(visit, public_id)


@post("/desk/issues/{public_id:str}/merge")
@shows_again(merge_page)
async def merge(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Make two issues one; the wishes behind follow."""
    await _must_coordinate(visit, public_id)
    form = visit.form(MergeIssueForm)
    into = await merge_issue(await visit.db(), public_id, form, by=visit.viewer)
    return back_to(visit, into.public_id, "issue_merged")


@post("/desk/issues/{public_id:str}/unmerge")
@shows_again(issue_page)
async def unmerge(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Take a merged issue apart from the other one."""
    await _must_coordinate(visit, public_id)
    await unmerge_issue(await visit.db(), public_id, by=visit.viewer)
    return back_to(visit, public_id, "unmerged")


async def _must_coordinate(visit: Visit, public_id: str) -> IssueSight:
    sight = await desk_issue(visit, public_id)
    if not sight.coordinating:
        raise NotAllowed
    return sight


async def _other(db: AsyncSession, visit: Visit, typed: str) -> IssuePicture | None:
    """The other issue, or None where the viewer may not merge into it anyway."""
    try:
        issue = await find_issue(db, typed.rstrip("/").rsplit("/", 1)[-1].lower()[:16])
    except NotFound:
        return None
    if not await coordinates(db, issue, visit.viewer):
        return None
    return await issue_picture(db, issue, wishes=False)


ROUTES = [show_merge, merge, unmerge]
