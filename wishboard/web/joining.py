"""Mine too: somebody with the same problem joins an issue instead of filing it once more."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.models import Area, AreaLevel
from wishboard.accounts.trees import areas, local_name
from wishboard.accounts.viewer import NOBODY
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.http import cookies
from wishboard.http.again import shows_again
from wishboard.http.visit import FOR_ANYBODY, Visit
from wishboard.issues.behind import behind
from wishboard.issues.forms import JoinForm
from wishboard.issues.joining import join_issue
from wishboard.issues.lifecycle import IssueDeed, issue_can
from wishboard.issues.models import Issue
from wishboard.issues.public import is_public_issue
from wishboard.issues.queries import find_issue
from wishboard.issues.stages import IssueEnding
from wishboard.web.areas import Group, grouped
from wishboard.web.issues import goes_on_as
from wishboard.wishes.flood import must_not_flood

_CHOSEN = (AreaLevel.street, AreaLevel.community, AreaLevel.grid)


async def joining_page(visit: Visit, public_id: str) -> Response[Any]:
    """The form, as short as can be; an issue that is over leads back to its page."""
    db = await visit.db()
    issue = await find_issue(db, public_id)
    if issue.ending is IssueEnding.merged:
        return visit.redirect(f"/issues/{(await goes_on_as(db, issue)).public_id}/joining")
    if not is_public_issue(issue):
        raise NotFound
    if not issue_can(issue, IssueDeed.merge) and visit.refused is None:
        return visit.redirect(f"/issues/{public_id}")
    return visit.page(
        "issues/joining.html",
        issue=issue,
        place=local_name(await db.get_one(Area, issue.area_id)),
        behind=await behind(db, issue),
        groups=await _within(db, issue),
        here=f"/issues/{public_id}",
    )


@get("/issues/{public_id:str}/joining")
async def show_joining(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Where somebody says: mine too."""
    return await joining_page(visit, public_id)


@post("/issues/{public_id:str}/joiners", opt={FOR_ANYBODY: True})
@shows_again(joining_page)
async def join(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Join an issue, from one's own hand whoever is signed in; the answer is an own receipt."""
    form = visit.form(JoinForm)
    await must_not_flood(visit.address)
    wish = await join_issue(await visit.db(), public_id, form, by=NOBODY)
    visit.keep(cookies.followed_cookie(wish.key))
    return visit.redirect("/receipt", "joined")


async def _within(db: AsyncSession, issue: Issue) -> list[Group]:
    """The areas that the issue reaches, to say where one lives; none where it is one alone."""
    own = await db.get_one(Area, issue.area_id)
    inside = [area for area in await areas(db, *_CHOSEN) if area.path.startswith(own.path)]
    return grouped(inside) if len(inside) > 1 else []


ROUTES = [show_joining, join]
