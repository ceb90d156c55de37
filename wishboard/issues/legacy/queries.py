"""Old problems for everybody: since when, who answers for them, every look, what became of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, select
from sqlmodel import col

from wishboard.accounts.models import Person
from wishboard.accounts.people import roles_of
from wishboard.accounts.roles import Role
from wishboard.core.clock import city_date, today
from wishboard.core.database import AsyncSession
from wishboard.issues.legacy.models import LegacyReview
from wishboard.issues.models import Issue
from wishboard.issues.roadmap.queries import Step, steps_of
from wishboard.issues.rows import issue_rows
from wishboard.issues.sieve import EVERY_ISSUE, IssueSieve
from wishboard.issues.stages import IssueEnding, IssueKind, IssueStage


@dataclass(frozen=True, slots=True)
class OldProblem:
    """An old problem with its row, its sponsor's name and office, its looks and its steps."""

    row: Row[Any]
    sponsor: str
    office: str
    reviews: Sequence[LegacyReview]
    steps: Sequence[Step]

    @property
    def until(self) -> int:
        """The year in which it was closed, else this one."""
        return (city_date(self.row.closed_at) if self.row.closed_at else today()).year

    @property
    def years(self) -> int | None:
        """How many years it stood, until today or until it was solved."""
        since: int | None = self.row.since_year
        return None if since is None else max(self.until - since, 0)

    @property
    def reached(self) -> int:
        """How many steps of its road map are done."""
        return sum(step.done_on is not None for step in self.steps)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many old problems are open and how many were solved."""

    open: int
    solved: int


async def old_problems(
    db: AsyncSession, sieve: IssueSieve = EVERY_ISSUE, *, page: int = 1, limit: int
) -> list[OldProblem]:
    """One page of old problems: open ones first, the oldest of each first; five queries."""
    query = (
        issue_rows()
        .add_columns(
            col(Issue.past_attempts),
            col(Issue.blocking),
            col(Issue.review_on),
            col(Issue.result),
            col(Issue.sponsor_id),
        )
        .where(_legacy(), *sieve.conditions())
        .order_by(
            case((col(Issue.stage) == IssueStage.closed, 1), else_=0),
            col(Issue.since_year).asc().nulls_last(),
            col(Issue.id),
        )
        .limit(limit)
        .offset((page - 1) * limit)
    )
    rows = (await db.execute(query)).all()
    keys = [row.id for row in rows]
    reviews, steps = await reviews_of(db, keys), await steps_of(db, keys)
    sponsors = await _sponsors(db, {row.sponsor_id for row in rows if row.sponsor_id})
    return [
        OldProblem(row, *sponsors.get(row.sponsor_id, ("", "")), reviews[row.id], steps[row.id])
        for row in rows
    ]


async def standing(db: AsyncSession) -> Standing:
    """How many old problems there are."""
    ending = col(Issue.ending)
    query = select(
        func.count().filter(ending.is_(None)),
        func.count().filter(ending == IssueEnding.solved),
    ).where(_legacy())
    return Standing(*(await db.execute(query)).one())


async def reviews_of(db: AsyncSession, issue_ids: Sequence[int]) -> dict[int, list[LegacyReview]]:
    """Every look at several issues, the newest first, by the issues' keys; one query."""
    found: dict[int, list[LegacyReview]] = {key: [] for key in issue_ids}
    if found:
        looks = select(LegacyReview).where(col(LegacyReview.issue_id).in_(issue_ids))
        for look in (await db.execute(looks.order_by(col(LegacyReview.id).desc()))).scalars():
            found[look.issue_id].append(look)
    return found


async def _sponsors(db: AsyncSession, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Names and offices of leaders, which are public, by their keys; two queries."""
    wanted = sorted(ids)
    if not wanted:
        return {}
    columns: list[Any] = [Person.id, Person.name]
    people = await db.execute(select(*columns).where(col(Person.id).in_(wanted)))
    held = await roles_of(db, wanted)
    offices = {
        key: next((one.where for one in roles if one.appointment.role is Role.leader), "")
        for key, roles in held.items()
    }
    return {key: (name, offices[key]) for key, name in people}


def _legacy() -> ColumnElement[bool]:
    return col(Issue.kind) == IssueKind.legacy
