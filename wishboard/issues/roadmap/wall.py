"""The wall: every open issue of a viewer with its steps, what is late first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, case, exists, or_, select
from sqlmodel import col

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import city_date, today
from wishboard.core.database import AsyncSession
from wishboard.issues.handling.models import Assignment
from wishboard.issues.models import Issue
from wishboard.issues.roadmap.models import Milestone
from wishboard.issues.roadmap.queries import Step, steps_of
from wishboard.issues.rows import issue_rows
from wishboard.issues.sieve import IssueSieve
from wishboard.issues.stages import IN_HAND, IssueStage
from wishboard.issues.whistles.models import Summons, Whistle
from wishboard.wishes.scope import within
from wishboard.wishes.worklist import in_words

MOST = 100
"""Issues on one wall; the sieve shows others."""


@dataclass(frozen=True, slots=True)
class OnWall:
    """An issue on the wall: its row, when its road began, and its steps in their order."""

    row: Row[Any]
    begun: date
    steps: Sequence[Step] = field(default_factory=list)

    @property
    def late(self) -> bool:
        """Whether the issue or one of its steps is over its day."""
        over = self.row.stage in IN_HAND and bool(self.row.due_on) and self.row.due_on < today()
        return over or any(step.late for step in self.steps)

    @property
    def reached(self) -> int:
        """How many steps are done."""
        return sum(step.done_on is not None for step in self.steps)

    @property
    def next_step(self) -> Step | None:
        """The first step that is not done."""
        return next((step for step in self.steps if step.done_on is None), None)


async def wall_of(
    db: AsyncSession, viewer: Viewer, sieve: IssueSieve, *, organization: str = ""
) -> list[OnWall]:
    """The open issues a viewer has to do with, late ones first; two queries and two for scopes.

    `organization` is the public id of a body that has a part in them.
    """
    query = (
        issue_rows()
        .add_columns(col(Issue.dispatched_at))
        .where(await concerning(db, viewer), col(Issue.stage) != IssueStage.closed)
        .where(*sieve.conditions())
        .order_by(case((_late(), 0), else_=1), col(Issue.due_on).asc().nulls_last(), col(Issue.id))
        .limit(MOST)
    )
    if organization:
        query = query.where(_with_part(col(Organization.public_id) == organization[:16]))
    rows = (await db.execute(query)).all()
    steps = await steps_of(db, [row.id for row in rows])
    return [
        OnWall(row, city_date(row.dispatched_at or row.opened_at), steps[row.id]) for row in rows
    ]


async def concerning(db: AsyncSession, viewer: Viewer) -> ColumnElement[bool]:
    """The issues a viewer coordinates, sponsors, handles for a body, or was called about."""
    conditions = [
        await within(db, viewer, [Right.coordinate], keeper=Issue.keeper_id, area=Issue.area_id)
    ]
    if viewer.may_somewhere(Right.sponsor):
        conditions.append(col(Issue.sponsor_id) == viewer.person_id)
    paths, _areas = viewer.scopes(Right.handle)
    if paths:
        own = or_(*(col(Organization.path).startswith(path) for path in sorted(paths)))
        conditions += [_with_part(own), _called(own)]
    return or_(*conditions)


async def bodies_on_walls(db: AsyncSession, viewer: Viewer) -> list[tuple[str, str]]:
    """The organizations that have a part in a viewer's open issues: public ids and names."""
    found = await db.execute(
        select(
            col(Organization.public_id),
            in_words(Organization.name, Organization.name_en).label("name"),
        )
        .join(Assignment, col(Assignment.organization_id) == col(Organization.id))
        .join(Issue, col(Issue.id) == col(Assignment.issue_id))
        .where(
            await concerning(db, viewer),
            col(Assignment.ended_at).is_(None),
            col(Issue.stage) != IssueStage.closed,
        )
        .distinct()
        .order_by("name")
        .limit(MOST)
    )
    return [(public_id, name) for public_id, name in found]


def _late() -> ColumnElement[bool]:
    over = col(Issue.stage).in_(IN_HAND) & (col(Issue.due_on) < today())
    step = exists().where(
        col(Milestone.issue_id) == col(Issue.id),
        col(Milestone.done_on).is_(None),
        col(Milestone.dropped_at).is_(None),
        col(Milestone.due_on) < today(),
    )
    return or_(over, step)


def _with_part(body: ColumnElement[bool]) -> ColumnElement[bool]:
    parts = (
        select(col(Assignment.issue_id))
        .join(Organization, col(Organization.id) == col(Assignment.organization_id))
        .where(col(Assignment.ended_at).is_(None), body)
    )
    return col(Issue.id).in_(parts)


def _called(body: ColumnElement[bool]) -> ColumnElement[bool]:
    calls = (
        select(col(Whistle.issue_id))
        .join(Summons, col(Summons.whistle_id) == col(Whistle.id))
        .join(Organization, col(Organization.id) == col(Summons.organization_id))
        .where(col(Whistle.ended_at).is_(None), body)
    )
    return col(Issue.id).in_(calls)
