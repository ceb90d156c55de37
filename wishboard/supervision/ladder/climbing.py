"""Climbing: an issue goes up one rung, and the body responsible gets a notice."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import col, select

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.refusals import NotAllowed
from wishboard.events.history import record
from wishboard.issues.events import SUBJECT
from wishboard.issues.handling.assignments import lead_of
from wishboard.issues.models import Issue
from wishboard.issues.queries import coordinates, hold_issue
from wishboard.issues.refusals import IssueNotNow
from wishboard.issues.stages import IN_HAND
from wishboard.supervision.events import SupervisionEvent
from wishboard.supervision.ladder.forms import ClimbForm
from wishboard.supervision.ladder.models import Cause, Rung, SupervisionNotice
from wishboard.supervision.ladder.rungs import next_rung, rungs
from wishboard.supervision.refusals import AtTheTop

ANSWER_WITHIN = 3
"""Working days in which the body responsible answers a notice."""


async def climb(
    db: AsyncSession, issue: Issue, cause: Cause, *, words: str = "", by: Viewer
) -> SupervisionNotice | None:
    """Take a held issue one rung up and send the notice; on the highest rung it stays there.

    None in a town that uses no rung.
    """
    ladder = await rungs(db)
    rung = next_rung(ladder, issue.rung) or _highest(ladder)
    if rung is None:
        return None
    lead = await lead_of(db, issue)
    notice = SupervisionNotice(
        issue_id=issue.key,
        organization_id=lead.organization_id if lead else None,
        rung=max(rung.number, issue.rung),
        colour=rung.colour,
        cause=cause,
        words=words,
        by_id=by.doer_id if by.signed_in else None,
        answer_by=add_working_days(today(), ANSWER_WITHIN),
    )
    db.add(notice)
    issue.rung = notice.rung
    issue.version += 1
    await db.flush()
    facts = {"notice": notice.key, "rung": notice.rung, "cause": cause}
    await record(db, SupervisionEvent.noticed, SUBJECT, issue.key, by=by, **facts)
    return notice


async def climb_by_hand(
    db: AsyncSession, issue_id: str, form: ClimbForm, *, by: Viewer
) -> SupervisionNotice:
    """Take an issue that somebody has in hand one rung up, for a reason.

    Raises NotAllowed for who does not supervise it, IssueNotNow, AtTheTop.
    """
    issue = await hold_issue(db, issue_id)
    if not await supervises(db, issue, by):
        raise NotAllowed
    if issue.stage not in IN_HAND:
        raise IssueNotNow(stage=issue.stage)
    if next_rung(await rungs(db), issue.rung) is None:
        raise AtTheTop
    notice = await climb(db, issue, Cause.by_hand, words=form.reason, by=by)
    if notice is None:
        raise AtTheTop
    return notice


async def climb_overdue(limit: int = 200) -> int:
    """Take every issue one rung up whose days on this one are over; the clock does it.

    Counted in working days from the due date as it stands, so that more time moves every rung.
    Returns how many climbed. After a long pause an issue climbs one rung each time this is called.
    """
    async with transaction() as db:
        ladder = await rungs(db)
        found = await db.exec(
            select(Issue.id)
            .where(col(Issue.stage).in_(IN_HAND), _over(ladder))
            .order_by(col(Issue.due_on), col(Issue.id))
            .limit(limit)
        )
        late = [key for key in found.all() if key is not None]
    climbed = 0
    for key in late:
        async with transaction() as db:
            climbed += await _climb_if_due(db, ladder, key)
    return climbed


def _over(ladder: list[Rung]) -> ColumnElement[bool]:
    """The condition for an issue to be over its date by the days of its next rung."""
    steps, below = [], 0
    for rung in ladder:
        if rung.used:
            here = col(Issue.rung).between(below, rung.number - 1)
            steps.append(here & (col(Issue.due_on) <= latest_due(today(), rung.days)))
            below = rung.number
    return or_(*steps) if steps else false()


def latest_due(day: date, days: int) -> date:
    """The latest due date that is over by so many working days on a day."""
    due = day - timedelta(days=days)
    while add_working_days(due, days) > day:
        due -= timedelta(days=1)
    return due


async def supervises(db: AsyncSession, issue: Issue, viewer: Viewer) -> bool:
    """Whether a viewer supervises an issue: a supervisor or leader over it, or its sponsor."""
    if viewer.signed_in and viewer.person_id == issue.sponsor_id:
        return True
    for right in (Right.supervise, Right.sponsor):
        if await coordinates(db, issue, viewer, right):
            return True
    return False


async def _climb_if_due(db: AsyncSession, ladder: list[Rung], issue_id: int) -> bool:
    issue = await hold_issue(db, issue_id)
    rung = next_rung(ladder, issue.rung)
    if rung is None or issue.stage not in IN_HAND or issue.due_on is None:
        return False
    if today() < add_working_days(issue.due_on, rung.days):
        return False
    return await climb(db, issue, Cause.overdue, by=CLOCK) is not None


def _highest(ladder: list[Rung]) -> Rung | None:
    return next((rung for rung in reversed(ladder) if rung.used), None)
