"""Groups of wishes made by hand, for tests of what a person does with them."""

from sqlmodel import select

from tests.cast import Town
from tests.issues.knots import several
from wishboard.core.clock import now
from wishboard.core.database import transaction
from wishboard.triage.groups.models import GroupWish, HotGroup
from wishboard.triage.groups.summing import sum_up
from wishboard.wishes.models import Wish

DARK = {"text": "河东路的路灯全黑了，晚上走路看不见。"}


async def crowd(town: Town, many: int = 3, **fields: str) -> tuple[HotGroup, list[Wish]]:
    """A group of wishes of as many different residents."""
    wishes = await several(town, many, **DARK | fields)
    return await group_of(*wishes), wishes


async def group_of(*wishes: Wish) -> HotGroup:
    """A group of these wishes, all like the first."""
    async with transaction() as db:
        group = HotGroup(founder_id=wishes[0].key, area_id=wishes[0].area_id)
        db.add(group)
        await db.flush()
        for wish in wishes:
            first = wish is wishes[0]
            db.add(
                GroupWish(
                    wish_id=wish.key,
                    group_id=group.key,
                    score=0.0 if first else 0.8,
                    words=[] if first else ["路灯", "河东路"],
                    place="" if first else "河东路",
                    person=wish.wisher_id or -wish.key,
                    at=wish.collected_at,
                    looked_at=now(),
                )
            )
        assert await sum_up(db, group)
        return group


async def in_group(group: HotGroup) -> set[int]:
    """The keys of the wishes in a group today."""
    async with transaction() as db:
        found = await db.exec(select(GroupWish.wish_id).where(GroupWish.group_id == group.id))
        return set(found.all())


async def group_with(wish: Wish) -> HotGroup | None:
    """The group a wish is in today."""
    async with transaction() as db:
        seen = await db.get(GroupWish, wish.key)
        return await db.get(HotGroup, seen.group_id) if seen and seen.group_id else None
