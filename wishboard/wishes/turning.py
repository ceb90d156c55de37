"""Turning the pages of a list: a mark names the last line seen, and the next page begins behind it.

A mark holds what the line was sorted by when it was seen. So nothing is skipped when that very
wish has moved on in the meantime.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, and_, case, func, literal, or_, select, true, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import col

from wishboard.core.database import AsyncSession
from wishboard.wishes.models import Wish

MANY = 1000
"""Lists are counted up to here; what is longer is only known to be longer."""

L = TypeVar("L", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a line stood: ahead of others or not, its date (None: without one), its public id."""

    ahead: bool
    when: date | datetime | None
    public_id: str

    def __str__(self) -> str:
        """The mark as it goes into an address."""
        when = self.when.isoformat() if self.when else ""
        return f"{int(self.ahead)}_{when}_{self.public_id}"


def mark_of(row: Row[Any], *, newest_first: bool = False) -> Mark:
    """The mark behind a line."""
    return Mark(row.ahead, row.closed_at if newest_first else row.due_on, row.public_id)


def mark_from(text: str, *, newest_first: bool = False) -> Mark | None:
    """A mark read from an address, or None for one that cannot be read."""
    ahead, _, rest = text.partition("_")
    when, _, public_id = rest.rpartition("_")
    read = datetime.fromisoformat if newest_first else date.fromisoformat
    try:
        moment = read(when) if when else None
    except ValueError:
        return None
    if newest_first and (not isinstance(moment, datetime) or moment.tzinfo is None):
        return None
    return Mark(ahead == "1", moment, public_id) if public_id else None


def order(
    first: ColumnElement[bool] | None, *, newest_first: bool = False, table: Any = Wish
) -> list[ColumnElement[Any]]:
    """What a list is sorted by; `table` is wishes, or another that has due dates."""
    if newest_first:
        return [col(table.closed_at).desc(), col(table.id).desc()]
    flagged = [] if first is None else [case((first, 0), else_=1)]
    return [*flagged, col(table.due_on).asc().nulls_last(), col(table.id).asc()]


def behind(
    mark: Mark | None,
    first: ColumnElement[bool] | None,
    *,
    newest_first: bool = False,
    table: Any = Wish,
) -> ColumnElement[bool]:
    """The condition for a line to stand behind a mark."""
    if mark is None:
        return true()
    seen = aliased(table)
    key = select(col(seen.id)).where(col(seen.public_id) == mark.public_id).scalar_subquery()
    if newest_first:
        return tuple_(col(table.closed_at), col(table.id)) < tuple_(mark.when, key)
    due_on = col(table.due_on)
    if mark.when is None:
        later = and_(due_on.is_(None), col(table.id) > key)
    else:
        later = or_(tuple_(due_on, col(table.id)) > tuple_(mark.when, key), due_on.is_(None))
    if first is None:
        return later
    return or_(~first, later) if mark.ahead else and_(~first, later)


async def lengths(
    db: AsyncSession, lists: Mapping[L, ColumnElement[bool]], *, table: Any = Wish
) -> dict[L, int]:
    """How many lines of a table meet the condition of each list, up to one more than MANY."""
    if not lists:
        return {}
    some = [
        select(func.count())
        .select_from(
            select(literal(1)).select_from(table).where(condition).limit(MANY + 1).subquery()
        )
        .scalar_subquery()
        .label(which.value)
        for which, condition in lists.items()
    ]
    row = (await db.execute(select(*some))).one()
    return dict(zip(lists, row, strict=True))
