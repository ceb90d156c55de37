"""Whistles that wait for a viewer: what their bodies were called for, and whom they called."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, func, or_
from sqlmodel import col, select

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.issues.models import Issue
from wishboard.issues.roadmap.wall import concerning
from wishboard.issues.stages import IssueStage
from wishboard.issues.whistles.models import Summons, Whistle
from wishboard.issues.whistles.queries import Called
from wishboard.wishes.worklist import in_words

MOST = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A summons of one's own that waits: to report in, to agree on a task, or to do it."""

    called: Called
    whistle: Whistle
    issue: Issue

    @property
    def late(self) -> bool:
        """Whether the body has not come in time, or its task is over its day."""
        return self.called.missing or (self.called.task_open and self.called.task_late_by > 0)


async def waiting_for(db: AsyncSession, viewer: Viewer) -> list[Waiting]:
    """The open summonses of the organizations a viewer handles for, late ones first; one query."""
    paths, _areas = viewer.scopes(Right.handle)
    if not paths:
        return []
    due = func.coalesce(col(Summons.task_due_on), func.date(col(Whistle.report_by)))
    found = await db.exec(
        select(Summons, Organization, Whistle, Issue)
        .join(Organization, col(Organization.id) == col(Summons.organization_id))
        .join(Whistle, col(Whistle.id) == col(Summons.whistle_id))
        .join(Issue, col(Issue.id) == col(Whistle.issue_id))
        .where(
            or_(*(col(Organization.path).startswith(path) for path in sorted(paths))),
            *_open(),
            col(Summons.task_done_at).is_(None),
        )
        .order_by(due, col(Summons.id))
        .limit(MOST)
    )
    waiting = [
        Waiting(Called(summons, body, whistle.report_by), whistle, issue)
        for summons, body, whistle, issue in found
    ]
    return sorted(waiting, key=lambda one: not one.late)


async def blown_around(db: AsyncSession, viewer: Viewer) -> Sequence[Row[Any]]:
    """The open whistles over issues a viewer has to do with, with how many came and are done."""
    counted = (
        select(
            col(Summons.whistle_id).label("whistle_id"),
            func.count().label("called"),
            func.count(col(Summons.arrived_at)).label("came"),
            func.count(col(Summons.task_done_at)).label("done"),
        )
        .group_by(col(Summons.whistle_id))
        .subquery()
    )
    columns: list[Any] = [
        col(Whistle.public_id),
        col(Issue.public_id).label("issue_id"),
        col(Issue.title),
        in_words(Organization.name, Organization.name_en).label("caller"),
        col(Whistle.report_by),
        counted.c.called,
        counted.c.came,
        counted.c.done,
    ]
    found: Sequence[Row[Any]] = (
        await db.execute(
            select(*columns)
            .select_from(Whistle)
            .join(Issue, col(Issue.id) == col(Whistle.issue_id))
            .join(Organization, col(Organization.id) == col(Whistle.caller_id))
            .join(counted, counted.c.whistle_id == col(Whistle.id))
            .where(and_(*_open()), await concerning(db, viewer))
            .order_by(col(Whistle.report_by))
            .limit(MOST)
        )
    ).all()
    return found


def _open() -> tuple[Any, Any]:
    return col(Whistle.ended_at).is_(None), col(Issue.stage) != IssueStage.closed
