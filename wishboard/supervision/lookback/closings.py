"""What was closed in an area within a time and can be asked about."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists
from sqlmodel import col, select

from wishboard.accounts.models import Area
from wishboard.core.clock import start_of
from wishboard.core.database import AsyncSession
from wishboard.issues.models import Issue, IssueWish
from wishboard.issues.stages import IssueEnding
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Kind

_REACHABLE: tuple[Any, ...] = (
    ~col(Wish.purged),
    col(Wish.ending).in_((Ending.fulfilled, Ending.unconfirmed)),
    col(Wish.kind) == Kind.micro_wish,
)


class Closings(NamedTuple):
    """Wishes and issues to draw from, by their public ids.

    `behind` are the wishes behind each issue; `unconfirmed` are the wishes that closed in silence.
    """

    wishes: Mapping[str, int]
    unconfirmed: frozenset[str]
    issues: Mapping[str, int]
    behind: Mapping[int, Mapping[str, int]]


async def closings(db: AsyncSession, area: Area, since: date, until: date) -> Closings:
    """What was closed there from one day to another, both included, whose wishers can be reached.

    A wish behind an issue is asked about with the issue; wishes whose contact data are deleted, and
    issues of which that is so for all, cannot be drawn.
    """
    within = _Asked(area.path, start_of(since), start_of(until + timedelta(days=1)))
    alone = (await db.exec(_alone(within))).all()
    issues: dict[str, int] = {}
    behind: dict[int, dict[str, int]] = {}
    for name, issue_id, wish_name, wish_id in await db.exec(_tied(within)):
        if issue_id and wish_id:
            issues[name] = issue_id
            behind.setdefault(issue_id, {})[wish_name] = wish_id
    return Closings(
        {name: key for name, key, _ending in alone if key},
        frozenset(name for name, _key, ending in alone if ending is Ending.unconfirmed),
        issues,
        behind,
    )


class _Asked(NamedTuple):
    area_path: str
    since: datetime
    until: datetime

    def closed(self, table: type[Wish | Issue]) -> tuple[ColumnElement[bool], ...]:
        closed_at, path = col(table.closed_at), col(Area.path)
        return closed_at >= self.since, closed_at < self.until, path.startswith(self.area_path)


def _alone(asked: _Asked) -> Any:
    bound = exists().where(
        col(IssueWish.wish_id) == col(Wish.id), col(IssueWish.ended_at).is_(None)
    )
    return (
        select(Wish.public_id, Wish.id, Wish.ending)
        .join(Area, col(Area.id) == col(Wish.area_id))
        .where(*_REACHABLE, *asked.closed(Wish), ~bound.correlate(Wish))
    )


def _tied(asked: _Asked) -> Any:
    return (
        select(Issue.public_id, Issue.id, Wish.public_id, Wish.id)
        .join(Area, col(Area.id) == col(Issue.area_id))
        .join(IssueWish, col(IssueWish.issue_id) == col(Issue.id))
        .join(Wish, col(Wish.id) == col(IssueWish.wish_id))
        .where(
            *_REACHABLE,
            *asked.closed(Issue),
            col(IssueWish.ended_at).is_(None),
            Issue.ending == IssueEnding.solved,
        )
    )
