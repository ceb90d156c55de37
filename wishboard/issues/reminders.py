"""What the clock calls late, once for each day: steps of road maps, summonses, tasks."""

from typing import Any

from sqlmodel import col, select

from wishboard.accounts.viewer import CLOCK
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.events.history import record
from wishboard.issues.events import SUBJECT, IssueEvent
from wishboard.issues.models import Issue
from wishboard.issues.roadmap.models import Milestone
from wishboard.issues.stages import IssueStage
from wishboard.issues.whistles.models import Summons, Whistle

AT_ONCE = 200
"""Lines of each kind in one transaction."""


async def remind_of_steps(db: AsyncSession) -> int:
    """Write down every step, summons and task that became late; how many there were.

    One whose day is moved and gone by again is called late again.
    """
    return await _steps(db) + await _arrivals(db) + await _tasks(db)


async def _steps(db: AsyncSession) -> int:
    found = await db.exec(
        select(Milestone)
        .join(Issue, col(Issue.id) == col(Milestone.issue_id))
        .where(
            col(Issue.stage) != IssueStage.closed,
            col(Milestone.done_on).is_(None),
            col(Milestone.dropped_at).is_(None),
            col(Milestone.due_on) < today(),
            col(Milestone.reminded_of).is_distinct_from(col(Milestone.due_on)),
        )
        .order_by(col(Milestone.due_on), col(Milestone.id))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, of=Milestone)
    )
    late = found.all()
    for step in late:
        step.reminded_of = step.due_on
        facts = {"milestone": step.key, "organization": step.organization_id}
        await record(db, IssueEvent.milestone_late, SUBJECT, step.issue_id, by=CLOCK, **facts)
    return len(late)


async def _arrivals(db: AsyncSession) -> int:
    missing = _summonses().where(
        col(Summons.arrived_at).is_(None),
        ~col(Summons.reminded_to_come),
        col(Whistle.report_by) < now(),
    )
    late = (await db.execute(missing)).all()
    for summons, issue_id in late:
        summons.reminded_to_come = True
        facts = {"summons": summons.key, "organization": summons.organization_id}
        await record(db, IssueEvent.summons_late, SUBJECT, issue_id, by=CLOCK, **facts)
    return len(late)


async def _tasks(db: AsyncSession) -> int:
    undone = _summonses().where(
        col(Summons.task_done_at).is_(None),
        col(Summons.task_due_on) < today(),
        col(Summons.reminded_of_task).is_distinct_from(col(Summons.task_due_on)),
    )
    late = (await db.execute(undone)).all()
    for summons, issue_id in late:
        summons.reminded_of_task = summons.task_due_on
        facts = {"summons": summons.key, "organization": summons.organization_id}
        await record(db, IssueEvent.task_late, SUBJECT, issue_id, by=CLOCK, **facts)
    return len(late)


def _summonses() -> Any:
    """Those of open whistles over open issues, with the key of the issue."""
    return (
        select(Summons, col(Whistle.issue_id))
        .join(Whistle, col(Whistle.id) == col(Summons.whistle_id))
        .join(Issue, col(Issue.id) == col(Whistle.issue_id))
        .where(col(Whistle.ended_at).is_(None), col(Issue.stage) != IssueStage.closed)
        .order_by(col(Summons.id))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, of=Summons)
    )
