"""What a group is, summed up from its wishes; a group of one wish is none."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlmodel import col

from wishboard.accounts.models import Area
from wishboard.accounts.trees import ancestry
from wishboard.core.database import AsyncSession
from wishboard.triage.groups.models import GroupWish, HotGroup
from wishboard.wishes.models import Wish

WORDS = 8
"""How many of the shared words stand for a group."""


async def sum_up(db: AsyncSession, group: HotGroup) -> bool:
    """Write down a held group's people, places, words and days anew; False when it dissolved."""
    await db.flush()
    members = await _members(db, group)
    if len(members) < 2:
        mine = col(GroupWish.group_id) == group.key
        await db.execute(update(GroupWish).where(mine).values(group_id=None))
        await db.execute(delete(HotGroup).where(col(HotGroup.id) == group.key))
        db.expunge(group)
        return False
    group.founder_id = members[0].wish_id
    group.wishes = len(members)
    group.people = len({member.person for member in members})
    group.first_at = min(member.at for member in members)
    group.last_at = max(member.at for member in members)
    group.area_id = common_area(member.path for member in members)
    places = most_common((member.place for member in members if member.place), 1)
    group.place = places[0] if places else ""
    group.words = most_common((word for member in members for word in member.words), WORDS)
    await db.flush()
    return True


def common_area(paths: Iterable[str]) -> int:
    """The key of the smallest area that holds all of some areas, by their paths."""
    tops = [ancestry(path) for path in paths]
    shared = 0
    for step in zip(*tops, strict=False):
        if len(set(step)) > 1:
            break
        shared = step[0]
    return shared


def most_common(found: Iterable[str], most: int) -> list[str]:
    """The most frequent of some words, the first to appear first on equal terms."""
    return [word for word, _times in Counter(found).most_common(most)]


async def _members(db: AsyncSession, group: HotGroup) -> Sequence[Row[Any]]:
    columns: list[Any] = [
        col(GroupWish.wish_id),
        col(GroupWish.person),
        col(GroupWish.at),
        col(GroupWish.words),
        col(GroupWish.place),
        col(Area.path),
    ]
    found = await db.execute(
        select(*columns)
        .join(Wish, col(Wish.id) == col(GroupWish.wish_id))
        .join(Area, col(Area.id) == col(Wish.area_id))
        .where(col(GroupWish.group_id) == group.key)
        .order_by(col(GroupWish.wish_id))
    )
    return found.all()
