"""Blow the whistle, report in, plan together, do the tasks. The issue is held, then the rest."""

from datetime import timedelta

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name, organization_with
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.events.history import record
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.handling.assignments import acts_for, lead_of, leads
from wishboard.issues.models import Issue
from wishboard.issues.queries import coordinates, hold_issue
from wishboard.issues.refusals import IssueNotNow, NotSummoned, NotYourself, ReportInFuture
from wishboard.issues.roadmap.commands import FARTHEST
from wishboard.issues.roadmap.refusals import StepInThePast, StepLate
from wishboard.issues.stages import IN_HAND, IssueStage
from wishboard.issues.whistles.forms import (
    ArrivalForm,
    JointPlanForm,
    TaskDoneForm,
    TaskForm,
    WhistleForm,
)
from wishboard.issues.whistles.models import Summons, Whistle
from wishboard.issues.whistles.queries import called_by, summons_on, whistle_on
from wishboard.issues.whistles.refusals import (
    ArrivedBefore,
    NoTask,
    NotWithinTheCall,
    TaskForEach,
    WhistleOver,
)

LONGEST_CALL = timedelta(days=30)


async def blow_whistle(
    db: AsyncSession, issue_id: str, form: WhistleForm, *, by: Viewer
) -> Whistle:
    """Call organizations to report in by a time about an issue in hand.

    The lead calls, or the keeper when somebody who coordinates does it. Raises ReportInFuture,
    NotYourself, NotAllowed.
    """
    issue = await hold_issue(db, issue_id)
    caller_id = await _caller(db, issue, by)
    if issue.stage not in IN_HAND:
        raise IssueNotNow(stage=issue.stage)
    if not now() < form.report_by <= now() + LONGEST_CALL:
        raise ReportInFuture
    bodies = {one.key: one for one in [await organization_with(db, i) for i in form.organizations]}
    if caller_id in bodies:
        raise NotYourself
    whistle = Whistle(
        issue_id=issue.key,
        caller_id=caller_id,
        by_id=by.doer_id if by.signed_in else None,
        reason=form.reason,
        report_by=form.report_by,
    )
    db.add(whistle)
    await db.flush()
    for key in bodies:
        db.add(Summons(whistle_id=whistle.key, organization_id=key))
    facts = {"whistle": whistle.key, "organizations": list(bodies)}
    await _recorded(db, IssueEvent.whistled, issue, by=by, **facts)
    return whistle


async def report_in(
    db: AsyncSession, issue_id: str, summons_id: str, form: ArrivalForm, *, by: Viewer
) -> Summons:
    """Write down that a summoned body has come: it says so itself, or the caller keeps the list.

    The body itself reports now; an earlier time is the caller's to write down. Raises
    ArrivedBefore, NotWithinTheCall, NotSummoned.
    """
    issue = await hold_issue(db, issue_id)
    summons, whistle, body = await _answerable(db, issue, summons_id, by=by)
    if summons.arrived_at is not None:
        raise ArrivedBefore(body=local_name(body))
    arrived_at = form.at if form.at and await calls(db, issue, by) else now()
    if not whistle.blown_at <= arrived_at <= now():
        raise NotWithinTheCall
    summons.arrived_at, summons.who = arrived_at, form.who
    facts = {"summons": summons.key, "organization": body.key}
    await _recorded(db, IssueEvent.reported_in, issue, by=by, **facts)
    return summons


async def plan_together(
    db: AsyncSession, issue_id: str, whistle_id: str, form: JointPlanForm, *, by: Viewer
) -> Whistle:
    """Write down the joint plan and the task of each body; until all is done it can be changed.

    A task that is done stays as it is. Raises TaskForEach, WhistleOver, StepInThePast, and
    StepLate when the lead moves a day that has gone by.
    """
    issue = await _hold_called(db, issue_id, by=by)
    whistle = await whistle_on(db, issue, whistle_id)
    if whistle.ended_at is not None:
        raise WhistleOver
    may_move_late = await coordinates(db, issue, by)
    for one in (await called_by(db, [whistle]))[whistle.key]:
        given = form.tasks.get(one.summons.public_id)
        if one.summons.task_done_at is not None:
            continue
        if given is None:
            raise TaskForEach(body=one.body)
        _give_task(one.summons, given, may_move_late=may_move_late)
    whistle.plan = form.plan
    whistle.planned_at = whistle.planned_at or now()
    await _recorded(db, IssueEvent.joint_plan, issue, by=by, whistle=whistle.key)
    return whistle


async def finish_task(
    db: AsyncSession, issue_id: str, summons_id: str, form: TaskDoneForm, *, by: Viewer
) -> Summons:
    """Report a task as done; with the last one the whistle is over. Raises NoTask, NotSummoned."""
    issue = await hold_issue(db, issue_id)
    summons, whistle, body = await _answerable(db, issue, summons_id, by=by)
    if not summons.task or summons.task_done_at is not None:
        raise NoTask
    summons.task_done_at, summons.done = now(), form.done
    await db.flush()
    everybody = (await called_by(db, [whistle]))[whistle.key]
    if all(one.summons.task_done_at is not None for one in everybody):
        whistle.ended_at = now()
    facts = {"summons": summons.key, "organization": body.key}
    await _recorded(db, IssueEvent.task_done, issue, by=by, **facts)
    return summons


async def end_whistle(db: AsyncSession, issue_id: str, whistle_id: str, *, by: Viewer) -> Whistle:
    """Call a whistle off; what was written down stays. Raises WhistleOver."""
    issue = await _hold_called(db, issue_id, by=by)
    whistle = await whistle_on(db, issue, whistle_id)
    if whistle.ended_at is not None:
        raise WhistleOver
    whistle.ended_at = now()
    bodies = [one.organization.key for one in (await called_by(db, [whistle]))[whistle.key]]
    facts = {"whistle": whistle.key, "organizations": bodies}
    await _recorded(db, IssueEvent.whistle_ended, issue, by=by, **facts)
    return whistle


async def calls(db: AsyncSession, issue: Issue, viewer: Viewer) -> bool:
    """Whether a viewer may blow the whistle over an issue: its lead, and who coordinates it."""
    return await leads(db, issue, viewer) or await coordinates(db, issue, viewer)


def _give_task(summons: Summons, given: TaskForm, *, may_move_late: bool) -> None:
    before = summons.task_due_on
    if given.due_on != before:
        if before is not None and before < today() and not may_move_late:
            raise StepLate
        if not today() <= given.due_on <= today() + FARTHEST:
            raise StepInThePast
    summons.task, summons.task_due_on = given.task, given.due_on


async def _caller(db: AsyncSession, issue: Issue, by: Viewer) -> int:
    """In whose name a viewer calls. Raises NotAllowed."""
    lead = await lead_of(db, issue)
    if lead and await acts_for(db, lead.organization_id, by):
        return lead.organization_id
    if not await coordinates(db, issue, by):
        raise NotAllowed
    return issue.keeper_id


async def _hold_called(db: AsyncSession, issue_id: str, *, by: Viewer) -> Issue:
    issue = await hold_issue(db, issue_id)
    if not await calls(db, issue, by):
        raise NotAllowed
    return issue


async def _answerable(
    db: AsyncSession, issue: Issue, summons_id: str, *, by: Viewer
) -> tuple[Summons, Whistle, Organization]:
    """A summons on which a viewer may write something down, for the body or for the caller."""
    summons, whistle, body = await summons_on(db, issue, summons_id)
    if not (by.may(Right.handle, organization_path=body.path) or await calls(db, issue, by)):
        raise NotSummoned
    if whistle.ended_at is not None:
        raise WhistleOver
    if issue.stage is IssueStage.closed:
        raise IssueNotNow(stage=issue.stage)
    return summons, whistle, body


async def _recorded(
    db: AsyncSession,
    kind: IssueEvent,
    issue: Issue,
    *,
    by: Viewer,
    **facts: object,
) -> None:
    issue.version += 1
    await db.flush()
    await record(db, kind, SUBJECT, issue.key, by=by, **facts)
