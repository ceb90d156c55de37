"""What many share, or what was left behind for years: the list for everybody, and each issue."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.database import AsyncSession
from wishboard.core.filled import Filled
from wishboard.disclosure.issue_sight import visible_issue
from wishboard.disclosure.timeline import issue_timeline
from wishboard.http.visit import Visit
from wishboard.issues import words
from wishboard.issues.lifecycle import IssueDeed, issue_can
from wishboard.issues.models import Issue
from wishboard.issues.public import public_issues
from wishboard.issues.queries import find_issue
from wishboard.issues.roadmap.chart import chart_of
from wishboard.issues.roadmap.queries import road_of
from wishboard.issues.sieve import IssueSieve, issue_sieve_from
from wishboard.issues.stages import IssueEnding
from wishboard.settings import settings
from wishboard.web.desk.issues.picture import IssuePicture, issue_picture
from wishboard.wishes.directory import directory

CARDS = 20


@get("/issues")
async def show_issues(visit: NamedDependency[Visit]) -> Response[Any]:
    """Open and solved issues, the newest first; htmx gets the list alone."""
    given = visit.request.query_params
    sieve = issue_sieve_from(given)
    before = given.get("before", "").replace("\0", "")[:16]
    rows = list(await public_issues(await visit.db(), sieve, before=before, limit=CARDS + 1))
    more, rows = len(rows) > CARDS, rows[:CARDS]
    names = await directory()
    return visit.page(
        "issues/list.html",
        rows=rows,
        sieve=sieve,
        words=words,
        filled=Filled(values=sieve.given()),
        areas=names.areas.choices(sieve.area),
        categories=names.categories.choices(sieve.category),
        newer=_turned(sieve) if before else "",
        older=_turned(sieve, before=rows[-1].public_id) if more else "",
    )


def _turned(sieve: IssueSieve, **turn: str) -> str:
    return "/issues?" + urlencode(sieve.given() | turn)


@get("/issues/{public_id:str}")
async def show_issue(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One issue in public words: who has it, by when, and what came of it."""
    db = await visit.db()
    issue = await find_issue(db, public_id)
    if issue.ending is IssueEnding.merged:
        return visit.redirect(f"/issues/{(await goes_on_as(db, issue)).public_id}")
    sight = await visible_issue(db, public_id, to=visit.viewer)
    picture = await issue_picture(db, issue, wishes=False)
    return visit.page(
        "issues/issue.html",
        sight=sight,
        issue=issue,
        picture=picture,
        words=words,
        road=chart_of(issue, await road_of(db, issue)),
        joinable=issue_can(issue, IssueDeed.merge),
        share=_share_text(picture),
        history=await issue_timeline(db, sight, visit.viewer),
    )


async def goes_on_as(db: AsyncSession, issue: Issue) -> Issue:
    """What a merged issue goes on as, through as many merges as there were."""
    while issue.merged_into_id is not None:
        issue = await db.get_one(Issue, issue.merged_into_id)
    return issue


def _share_text(picture: IssuePicture) -> str:
    """A short text for a chat group, from the public words only."""
    issue = picture.issue
    address = f"{settings().public_url}/issues/{issue.public_id}"
    where = f"{picture.area} · {picture.category_name}"
    return "\n".join((issue.title, issue.summary, where, address))


ROUTES = [show_issues, show_issue]
