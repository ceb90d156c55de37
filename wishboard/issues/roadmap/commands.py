"""Plan, change, reach and drop the steps of an issue's road map."""

from datetime import date, timedelta

from sqlalchemy import func
from sqlmodel import col, select

from wishboard.accounts.trees import organization_with
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.events.history import record
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.handling.assignments import leads
from wishboard.issues.models import Issue
from wishboard.issues.queries import coordinates, hold_issue
from wishboard.issues.refusals import IssueNotNow, NoSuchMilestone
from wishboard.issues.roadmap.forms import MilestoneForm, ReachForm
from wishboard.issues.roadmap.models import Milestone
from wishboard.issues.roadmap.refusals import StepInThePast, StepLate, StepReached
from wishboard.issues.stages import IssueStage
from wishboard.outcomes.refusals import NotInTheFuture
from wishboard.wishes.summary import must_tell_nothing

FARTHEST = timedelta(days=5 * 366)


async def plan_milestone(
    db: AsyncSession, issue_id: str, form: MilestoneForm, *, by: Viewer
) -> Milestone:
    """Put a step on the road map, as the lead or who coordinates the issue.

    Raises StepInThePast, TellsTooMuch for personal data in its public words.
    """
    issue = await _hold_for_planning(db, issue_id, by=by)
    body = await _checked(db, form)
    milestone = Milestone(
        issue_id=issue.key,
        organization_id=body,
        title=form.title,
        due_on=form.due_on,
        first_due_on=form.due_on,
        position=await _next_position(db, issue),
        planned_by_id=by.doer_id if by.signed_in else None,
    )
    db.add(milestone)
    await _recorded(db, IssueEvent.planned, issue, milestone, by=by)
    return milestone


async def change_milestone(
    db: AsyncSession, issue_id: str, milestone_id: str, form: MilestoneForm, *, by: Viewer
) -> Milestone:
    """Say anew what a step is, who is responsible and by when; the first day stays known.

    Raises StepReached, and StepLate for the lead when the day has gone by.
    """
    issue = await _hold_for_planning(db, issue_id, by=by)
    milestone = await _open_step(db, issue, milestone_id)
    moved = form.due_on != milestone.due_on
    if moved and milestone.due_on < today() and not await coordinates(db, issue, by):
        raise StepLate
    milestone.organization_id = await _checked(db, form, before=milestone.due_on)
    milestone.title, milestone.due_on = form.title, form.due_on
    await _recorded(db, IssueEvent.replanned, issue, milestone, by=by)
    return milestone


async def reach_milestone(
    db: AsyncSession, issue_id: str, milestone_id: str, form: ReachForm, *, by: Viewer
) -> Milestone:
    """Write down that a step is done. Raises StepReached, NotInTheFuture."""
    issue = await _hold_for_planning(db, issue_id, by=by)
    milestone = await _open_step(db, issue, milestone_id)
    done_on = form.done_on or today()
    if done_on > today():
        raise NotInTheFuture
    milestone.done_on = done_on
    await _recorded(db, IssueEvent.milestone_reached, issue, milestone, by=by)
    return milestone


async def drop_milestone(
    db: AsyncSession, issue_id: str, milestone_id: str, *, by: Viewer
) -> Milestone:
    """Take a step off the road map. Raises StepReached, and StepLate as for moving it."""
    issue = await _hold_for_planning(db, issue_id, by=by)
    milestone = await _open_step(db, issue, milestone_id)
    if milestone.due_on < today() and not await coordinates(db, issue, by):
        raise StepLate
    milestone.dropped_at = now()
    await _recorded(db, IssueEvent.milestone_dropped, issue, milestone, by=by)
    return milestone


async def may_plan(db: AsyncSession, issue: Issue, viewer: Viewer) -> bool:
    """Whether a viewer draws the road map of an issue: its lead, and who coordinates it."""
    return await leads(db, issue, viewer) or await coordinates(db, issue, viewer)


async def _hold_for_planning(db: AsyncSession, issue_id: str, *, by: Viewer) -> Issue:
    issue = await hold_issue(db, issue_id)
    if not await may_plan(db, issue, by):
        raise NotAllowed
    if issue.stage is IssueStage.closed:
        raise IssueNotNow(stage=issue.stage)
    return issue


async def _open_step(db: AsyncSession, issue: Issue, milestone_id: str) -> Milestone:
    found = await db.exec(
        select(Milestone).where(
            Milestone.public_id == milestone_id,
            Milestone.issue_id == issue.id,
            col(Milestone.dropped_at).is_(None),
        )
    )
    milestone = found.first()
    if milestone is None:
        raise NoSuchMilestone
    if milestone.done_on is not None:
        raise StepReached
    return milestone


async def _checked(db: AsyncSession, form: MilestoneForm, *, before: date | None = None) -> int:
    """The key of the body responsible, for a form that holds together."""
    ahead = today() <= form.due_on <= today() + FARTHEST
    if not ahead and form.due_on != before:
        raise StepInThePast
    must_tell_nothing(form.title)
    return (await organization_with(db, form.organization)).key


async def _next_position(db: AsyncSession, issue: Issue) -> int:
    last = func.coalesce(func.max(col(Milestone.position)), 0)
    return (await db.exec(select(last).where(Milestone.issue_id == issue.id))).one() + 1


async def _recorded(
    db: AsyncSession, kind: IssueEvent, issue: Issue, milestone: Milestone, *, by: Viewer
) -> None:
    issue.version += 1
    await db.flush()
    facts = {"milestone": milestone.key, "organization": milestone.organization_id}
    await record(db, kind, SUBJECT, issue.key, by=by, **facts)
