"""The wishes of a hot group, week by week, and what is known of the wishes like one wish."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, distinct, func, select
from sqlmodel import col

from wishboard.accounts.models import Area
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.settings import settings
from wishboard.triage.groups.models import Alone, GroupWish, HotGroup
from wishboard.triage.groups.queries import FRESH
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.worklist import in_words

MOST_WISHES = 300
"""How many wishes of a group are read on one page."""
MOST_WEEKS = 26
WEEK = timedelta(days=7)
_EXCERPT = 160


async def wishes_in(
    db: AsyncSession, group: HotGroup, scope: ColumnElement[bool]
) -> Sequence[Row[Any]]:
    """The wishes of a group in a scope, newest first, with what they share with the group."""
    words = func.coalesce(func.nullif(Wish.summary, ""), Words.text, "")
    found = await db.execute(
        select(
            col(Wish.id),
            col(Wish.public_id),
            _title().label("title"),
            func.left(words, _EXCERPT).label("excerpt"),
            in_words(Area.name, Area.name_en).label("area"),
            col(Wish.area_id),
            col(Area.path).label("area_path"),
            col(Wish.stage),
            col(Wish.ending),
            col(Wish.category_id),
            col(GroupWish.person),
            col(GroupWish.at),
            col(GroupWish.score),
            col(GroupWish.words),
            col(GroupWish.place),
            col(Wish.stage).in_(FRESH).label("fresh"),
        )
        .join(GroupWish, col(GroupWish.wish_id) == col(Wish.id))
        .join(Area, col(Area.id) == col(Wish.area_id))
        .outerjoin(Words, col(Words.wish_id) == col(Wish.id))
        .where(col(GroupWish.group_id) == group.key, scope)
        .order_by(col(GroupWish.at).desc(), col(Wish.id).desc())
        .limit(MOST_WISHES)
    )
    return found.all()


async def titles_of(db: AsyncSession, wishes: Iterable[int]) -> dict[int, str]:
    """What wishes are called on the desk, by their keys: the public title, else the wisher's."""
    found = await db.execute(
        select(col(Wish.id), _title().label("title"))
        .outerjoin(Words, col(Words.wish_id) == col(Wish.id))
        .where(col(Wish.id).in_(list(wishes)))
    )
    return {row.id: row.title for row in found}


class Week(NamedTuple):
    """How many distinct people spoke of a matter in the week that began on a Monday."""

    monday: date
    people: int


async def weeks_of(db: AsyncSession, group: HotGroup, scope: ColumnElement[bool]) -> list[Week]:
    """A group in a scope week by week without gaps, up to this week; the last half year of it."""
    local = func.timezone(settings().time_zone, col(GroupWish.at))
    monday = func.date_trunc("week", local).label("monday")
    found = await db.execute(
        select(monday, func.count(distinct(col(GroupWish.person))))
        .join(Wish, col(Wish.id) == col(GroupWish.wish_id))
        .where(col(GroupWish.group_id) == group.key, scope)
        .group_by(monday)
    )
    counted: dict[date, int] = {row[0].date(): row[1] for row in found}
    this_week = today() - timedelta(days=today().weekday())
    first = max(min(counted, default=this_week), this_week - (MOST_WEEKS - 1) * WEEK)
    weeks = (this_week - first).days // 7 + 1
    return [Week(first + n * WEEK, counted.get(first + n * WEEK, 0)) for n in range(weeks)]


class Likes(NamedTuple):
    """What was found out about a wish: its group if it has one, and why it is in there.

    `alone` when a person said that it belongs to none.
    """

    group: HotGroup | None
    score: float
    words: list[str]
    place: str
    alone: bool


async def likes_of(db: AsyncSession, wish_id: int) -> Likes | None:
    """What is known of the wishes like one wish, or None while nobody has looked at it."""
    found = await db.execute(
        select(GroupWish, HotGroup, col(Alone.wish_id))
        .outerjoin(HotGroup, col(HotGroup.id) == col(GroupWish.group_id))
        .outerjoin(Alone, col(Alone.wish_id) == col(GroupWish.wish_id))
        .where(col(GroupWish.wish_id) == wish_id)
    )
    row = found.first()
    if row is None:
        return None
    seen: GroupWish = row[0]
    return Likes(row[1], seen.score, seen.words, seen.place, row[2] is not None)


def _title() -> ColumnElement[str]:
    own = (func.nullif(Words.title, ""), func.left(Words.text, 60))
    return func.coalesce(func.nullif(Wish.title, ""), *own, "")
