"""The yearly look at an old problem, what the clock asks for, and the last word."""

from datetime import date, timedelta

from sqlmodel import col, select

from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.clock import city_date, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.events.history import record
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.legacy.forms import ReviewForm
from wishboard.issues.legacy.models import LegacyReview
from wishboard.issues.legacy.refusals import ClosingWordNeeded, NotLegacy, WithinAYear
from wishboard.issues.models import Issue
from wishboard.issues.queries import coordinates, hold_issue
from wishboard.issues.stages import IssueKind, IssueStage
from wishboard.wishes.summary import must_tell_nothing

A_YEAR = timedelta(days=366)
AT_ONCE = 200
"""Issues the clock looks at in one transaction."""


async def review_legacy(
    db: AsyncSession, issue_id: str, form: ReviewForm, *, by: Viewer
) -> LegacyReview:
    """Write down where an old problem stands, as its sponsor or who coordinates it.

    Raises NotLegacy, WithinAYear, TellsTooMuch for personal data in the public words.
    """
    issue = await hold_issue(db, issue_id)
    if not await may_review(db, issue, by):
        raise NotAllowed
    if issue.kind is not IssueKind.legacy or issue.stage is IssueStage.closed:
        raise NotLegacy
    next_on = form.next_on or year_after(today())
    if not today() < next_on <= today() + A_YEAR:
        raise WithinAYear
    review = await _written(db, issue, form.words, by=by)
    review.next_on = issue.review_on = next_on
    await db.flush()
    await record(db, IssueEvent.reviewed, SUBJECT, issue.key, by=by, review=review.key)
    return review


async def last_word(db: AsyncSession, issue: Issue, words: str, *, by: Viewer) -> None:
    """What stands on the public page when a held issue is closed; nothing for other problems.

    A review of this round that was written after it was solved is enough. Raises
    ClosingWordNeeded, TellsTooMuch.
    """
    if issue.kind is not IssueKind.legacy:
        return
    if words:
        (await _written(db, issue, words, by=by)).closing = True
    elif not await _reviewed_when_solved(db, issue):
        raise ClosingWordNeeded
    issue.review_on = None
    await db.flush()


async def ask_for_reviews(db: AsyncSession) -> int:
    """Write down which old problems are due for their yearly look; how many were seen to.

    One that has no day yet gets one, a year after it was opened.
    """
    day = col(Issue.review_on)
    found = await db.exec(
        select(Issue)
        .where(
            Issue.kind == IssueKind.legacy,
            Issue.stage != IssueStage.closed,
            day.is_(None) | ((day <= today()) & day.is_distinct_from(col(Issue.review_asked_for))),
        )
        .order_by(col(Issue.id))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, key_share=True)
    )
    issues = found.all()
    for issue in issues:
        if issue.review_on is None:
            issue.review_on = year_after(city_date(issue.opened_at))
            continue
        issue.review_asked_for = issue.review_on
        await record(db, IssueEvent.review_due, SUBJECT, issue.key, by=CLOCK)
    await db.flush()
    return len(issues)


async def may_review(db: AsyncSession, issue: Issue, viewer: Viewer) -> bool:
    """Whether a viewer answers for an old problem: its sponsor, and who coordinates it."""
    sponsors = viewer.signed_in and issue.sponsor_id == viewer.person_id
    return sponsors or await coordinates(db, issue, viewer)


def first_review(kind: IssueKind) -> date | None:
    """When an issue that becomes known today is looked at for the first time, if it ever is."""
    return year_after(today()) if kind is IssueKind.legacy else None


def year_after(day: date) -> date:
    """The same day a year later; 28 February for a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


async def _written(db: AsyncSession, issue: Issue, words: str, *, by: Viewer) -> LegacyReview:
    must_tell_nothing(words)
    by_id = by.doer_id if by.signed_in else None
    review = LegacyReview(issue_id=issue.key, words=words, round=issue.round, by_id=by_id)
    db.add(review)
    issue.version += 1
    await db.flush()
    return review


async def _reviewed_when_solved(db: AsyncSession, issue: Issue) -> bool:
    found = await db.exec(
        select(LegacyReview.id)
        .where(
            LegacyReview.issue_id == issue.id,
            LegacyReview.round == issue.round,
            col(LegacyReview.at) >= issue.solved_at,
        )
        .limit(1)
    )
    return found.first() is not None
