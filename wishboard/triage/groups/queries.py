"""Hot groups as somebody reads them who may send their wishes up."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Row, Select, distinct, func, select, true
from sqlmodel import col

from wishboard.accounts.models import Area
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.settings import settings
from wishboard.triage.groups.models import GroupWish, HotGroup
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

WEEK = timedelta(days=7)
QUIET = timedelta(days=60)
"""A group nobody has joined for so long is no longer hot."""
FRESH = (Stage.collected, Stage.registered, Stage.published)
"""Where a wish can still be sent up."""


class Order(StrEnum):
    """What stands first among the hot groups."""

    people = "people"
    growth = "growth"
    newest = "newest"


class Mark(NamedTuple):
    """Where a page of groups ends: the value they are ordered by, and the key."""

    value: int
    key: int


async def hot_groups(
    db: AsyncSession,
    scope: ColumnElement[bool],
    order: Order,
    *,
    waiting: bool,
    area_path: str = "",
    after: Mark | None = None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Groups of enough people with wishes in a scope: those with wishes to send up, or without.

    Figures called `own_` count the wishes in the scope, the group's own count all of it.
    """
    counted = _counted(scope, area_path).subquery()
    fresh = counted.c.own_fresh > 0
    value = {
        Order.people: counted.c.own_people,
        Order.growth: counted.c.this_week - counted.c.last_week,
        Order.newest: counted.c.newest,
    }[order]
    behind: ColumnElement[bool] = true()
    if after is not None:
        behind = (value < after.value) | ((value == after.value) & (counted.c.id < after.key))
    found = await db.execute(
        select(counted, value.label("value"))
        .where(fresh if waiting else ~fresh, behind)
        .order_by(value.desc(), counted.c.id.desc())
        .limit(limit)
    )
    return found.all()


def _counted(scope: ColumnElement[bool], area_path: str) -> Select[Any]:
    person, at = col(GroupWish.person), col(GroupWish.at)
    moment = now()
    this_week, last_week = at > moment - WEEK, at.between(moment - 2 * WEEK, moment - WEEK)
    groups: list[Any] = [
        col(HotGroup.id),
        col(HotGroup.public_id),
        col(HotGroup.place),
        col(HotGroup.words),
        col(HotGroup.people),
        col(HotGroup.wishes),
        col(HotGroup.first_at),
        col(HotGroup.last_at),
        col(HotGroup.area_id),
    ]
    figures: list[Any] = [
        func.count(distinct(person)).label("own_people"),
        func.count().label("own_wishes"),
        func.count(distinct(col(Wish.area_id))).label("own_areas"),
        func.count().filter(col(Wish.stage).in_(FRESH)).label("own_fresh"),
        func.count(distinct(person)).filter(this_week).label("this_week"),
        func.count(distinct(person)).filter(last_week).label("last_week"),
        func.extract("epoch", func.max(at)).cast(BigInteger).label("newest"),
        func.min(col(GroupWish.wish_id)).label("first_wish"),
    ]
    query: Select[Any] = (
        select(*groups, *figures)
        .join(GroupWish, col(GroupWish.group_id) == col(HotGroup.id))
        .join(Wish, col(Wish.id) == col(GroupWish.wish_id))
        .where(
            col(HotGroup.people) >= settings().hot_from_people,
            col(HotGroup.last_at) > moment - QUIET,
            scope,
        )
        .group_by(col(HotGroup.id))
    )
    if area_path:
        query = query.join(Area, col(Area.id) == col(Wish.area_id))
        query = query.where(col(Area.path).startswith(area_path))
    return query


async def find_group(db: AsyncSession, public_id: str) -> HotGroup:
    """The group with this public id. Raises NotFound."""
    found = await db.execute(select(HotGroup).where(col(HotGroup.public_id) == public_id))
    group = found.scalar_one_or_none()
    if group is None:
        raise NotFound
    return group
