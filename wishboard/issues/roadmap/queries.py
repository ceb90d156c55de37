"""The steps of road maps as plain rows, for one issue or for many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from wishboard.accounts.models import Organization
from wishboard.core.clock import city_date, today
from wishboard.core.database import AsyncSession
from wishboard.issues.models import Issue
from wishboard.issues.roadmap.models import Milestone
from wishboard.wishes.worklist import in_words


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is shown; `late_by` are days, also those a reached step was late."""

    public_id: str
    issue_id: int
    title: str
    body_id: str
    body: str
    due_on: date
    first_due_on: date
    done_on: date | None

    @property
    def late_by(self) -> int:
        """How many days after its day it was reached, or today still is not."""
        return max(((self.done_on or today()) - self.due_on).days, 0)

    @property
    def late(self) -> bool:
        """Whether its day has gone by and it is not reached."""
        return self.done_on is None and self.due_on < today()

    @property
    def moved(self) -> bool:
        """Whether it was planned for another day at first."""
        return self.due_on != self.first_due_on


async def steps_of(db: AsyncSession, issue_ids: Sequence[int]) -> dict[int, list[Step]]:
    """The steps of several issues by the issues' keys, in the order of their days; one query."""
    found: dict[int, list[Step]] = {key: [] for key in issue_ids}
    if not found:
        return found
    columns: list[Any] = [
        Milestone.public_id,
        Milestone.issue_id,
        Milestone.title,
        col(Organization.public_id),
        in_words(Organization.name, Organization.name_en),
        Milestone.due_on,
        Milestone.first_due_on,
        Milestone.done_on,
    ]
    rows = await db.execute(
        select(*columns)
        .select_from(Milestone)
        .join(Organization, col(Organization.id) == col(Milestone.organization_id))
        .where(col(Milestone.issue_id).in_(issue_ids), col(Milestone.dropped_at).is_(None))
        .order_by(col(Milestone.due_on), col(Milestone.position), col(Milestone.id))
    )
    for row in rows:
        found[row.issue_id].append(Step(*row))
    return found


async def road_of(db: AsyncSession, issue: Issue) -> list[Step]:
    """The steps of one issue in the order of their days."""
    return (await steps_of(db, [issue.key]))[issue.key]


def begins(issue: Issue) -> date:
    """The day on which an issue's road begins: its dispatch, else its opening."""
    return city_date(issue.dispatched_at or issue.opened_at)
