"""Whistles and summonses: held for a deed, or read as rows with each body's own lateness."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import city_date, now, today
from wishboard.core.database import AsyncSession
from wishboard.issues.models import Issue
from wishboard.issues.whistles.models import Summons, Whistle
from wishboard.issues.whistles.refusals import NoSuchWhistle


@dataclass(frozen=True, slots=True)
class Called:
    """One organization called by a whistle, with its name and its own lateness."""

    summons: Summons
    organization: Organization
    report_by: datetime
    over: bool = False

    @property
    def body(self) -> str:
        """The organization in the reader's language."""
        return local_name(self.organization)

    @property
    def missing(self) -> bool:
        """Whether the time is over and nobody has come."""
        return self.summons.arrived_at is None and now() > self.report_by and not self.over

    @property
    def came_late(self) -> bool:
        """Whether somebody came, but after the time."""
        arrived = self.summons.arrived_at
        return arrived is not None and arrived > self.report_by

    @property
    def settled(self) -> bool:
        """Whether nothing is left to write down now: it came, and no task of its own is open."""
        return self.summons.arrived_at is not None and not self.task_open

    @property
    def task_open(self) -> bool:
        """Whether there is a task that is not done yet."""
        return bool(self.summons.task) and self.summons.task_done_at is None

    @property
    def task_late_by(self) -> int:
        """How many days after its day the task was done, or today still is not."""
        return late_by(self.summons.task_due_on, self.summons.task_done_at)

    def open_to(self, viewer: Viewer) -> bool:
        """Whether a viewer handles issues for this organization."""
        return viewer.may(Right.handle, organization_path=self.organization.path)


@dataclass(frozen=True, slots=True)
class Blown:
    """A whistle with its caller's name and everybody it called."""

    whistle: Whistle
    caller: Organization
    called: Sequence[Called]

    @property
    def by_body(self) -> str:
        """Who blew it, in the reader's language."""
        return local_name(self.caller)

    @property
    def arrived(self) -> int:
        """How many of the bodies have reported in."""
        return sum(one.summons.arrived_at is not None for one in self.called)


def late_by(due_on: date | None, done_at: datetime | None) -> int:
    """Days between a task's day and the day it was done, or today; 0 when it was in time."""
    if due_on is None:
        return 0
    return max(((city_date(done_at) if done_at else today()) - due_on).days, 0)


async def whistles_of(db: AsyncSession, issue: Issue) -> list[Blown]:
    """Every whistle about an issue, the newest first; two queries."""
    found = await db.exec(
        select(Whistle, Organization)
        .join(Organization, col(Organization.id) == col(Whistle.caller_id))
        .where(Whistle.issue_id == issue.id)
        .order_by(col(Whistle.id).desc())
    )
    whistles = found.all()
    called = await called_by(db, [whistle for whistle, _caller in whistles])
    return [Blown(whistle, caller, called[whistle.key]) for whistle, caller in whistles]


async def called_by(db: AsyncSession, whistles: Sequence[Whistle]) -> dict[int, list[Called]]:
    """Whom several whistles called, by the whistles' keys."""
    by_key = {whistle.key: whistle for whistle in whistles}
    called: dict[int, list[Called]] = {key: [] for key in by_key}
    if not by_key:
        return called
    found = await db.exec(
        select(Summons, Organization)
        .join(Organization, col(Organization.id) == col(Summons.organization_id))
        .where(col(Summons.whistle_id).in_(by_key))
        .order_by(col(Summons.id))
    )
    for summons, body in found:
        whistle = by_key[summons.whistle_id]
        over = whistle.ended_at is not None
        called[whistle.key].append(Called(summons, body, whistle.report_by, over))
    return called


async def is_summoned(db: AsyncSession, issue: Issue, viewer: Viewer) -> bool:
    """Whether a viewer handles for an organization that was ever called about an issue."""
    if not viewer.may_somewhere(Right.handle):
        return False
    paths = await db.exec(
        select(Organization.path)
        .join(Summons, col(Summons.organization_id) == col(Organization.id))
        .join(Whistle, col(Whistle.id) == col(Summons.whistle_id))
        .where(Whistle.issue_id == issue.id)
    )
    return any(viewer.may(Right.handle, organization_path=path) for path in paths)


async def whistle_on(db: AsyncSession, issue: Issue, whistle_id: str) -> Whistle:
    """The whistle about a held issue with this public id. Raises NoSuchWhistle."""
    found = await db.exec(
        select(Whistle).where(Whistle.public_id == whistle_id, Whistle.issue_id == issue.id)
    )
    whistle = found.first()
    if whistle is None:
        raise NoSuchWhistle
    return whistle


async def summons_on(
    db: AsyncSession, issue: Issue, summons_id: str
) -> tuple[Summons, Whistle, Organization]:
    """A summons about a held issue, its whistle and who is called. Raises NoSuchWhistle."""
    found = await db.exec(
        select(Summons, Whistle, Organization)
        .join(Whistle, col(Whistle.id) == col(Summons.whistle_id))
        .join(Organization, col(Organization.id) == col(Summons.organization_id))
        .where(Summons.public_id == summons_id, Whistle.issue_id == issue.id)
    )
    row = found.first()
    if row is None:
        raise NoSuchWhistle
    return row[0], row[1], row[2]
