"""The sweep: looks at wishes nobody has looked at, in short transactions, and forgets old ones.

Everything it knows is in the database, so that it may stop and begin anywhere.
"""

from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlmodel import col

from wishboard.core.clock import now
from wishboard.core.database import AsyncSession, send, transaction
from wishboard.triage.commonness import Commonness
from wishboard.triage.groups.known import knowing_nothing
from wishboard.triage.groups.models import GroupSweep, GroupWish, HotGroup
from wishboard.triage.groups.placing import place
from wishboard.triage.groups.reading import KEPT, messages_of, not_looked_at

ONE_AT_A_TIME = "group_wishes"
"""The name under which one process at a time forms groups."""
BATCH = 40
AT_ONCE = 2000
"""Wishes in one transaction, and in one run of the job."""
SETTLED = timedelta(hours=1)
"""In so long every wish that was on its way into the database has arrived."""


async def look_at_new(most: int = AT_ONCE) -> int:
    """Look at wishes in the order in which they came in; how many there were."""
    common: Commonness | None = None
    seen, after = 0, -1
    while seen < most:
        async with transaction() as db:
            sweep = await hold_sweep(db)
            wishes = await not_looked_at(db, after=max(after, sweep.upto), limit=BATCH)
            if wishes:
                common = common or _known(sweep)
                await _look_at(db, sweep, wishes, common)
            await _go_on(db, sweep)
        if not wishes:
            break
        after = wishes[-1]
        seen += len(wishes)
    return seen


async def _look_at(
    db: AsyncSession, sweep: GroupSweep, wishes: list[int], common: Commonness
) -> None:
    known = await messages_of(db, wishes)
    for key in wishes:
        await place(db, known[key], common)
    sweep.common = common.pack()


def _known(sweep: GroupSweep) -> Commonness:
    return Commonness.unpack(sweep.common) if sweep.common else knowing_nothing()


async def _go_on(db: AsyncSession, sweep: GroupSweep) -> None:
    """Once an hour, what the sweep had come to an hour ago is settled."""
    if now() - sweep.since > SETTLED:
        last = (await db.execute(select(func.max(col(GroupWish.wish_id))))).scalar_one()
        sweep.upto, sweep.reached, sweep.since = sweep.reached, last or 0, now()


async def hold_sweep(db: AsyncSession) -> GroupSweep:
    """What the sweep knows, held until the transaction ends."""
    found = await db.execute(select(GroupSweep).with_for_update())
    sweep: GroupSweep | None = found.scalar_one_or_none()
    if sweep is None:
        sweep = GroupSweep()
        db.add(sweep)
        await db.flush()
    return sweep


async def forget_old(db: AsyncSession, limit: int = 500) -> int:
    """Forget groups nobody joined for half a year, and wishes of that age that are in none.

    The older wishes of a living group stay in it as its history, without the marks of their words.
    Returns how many rows changed.
    """
    long_ago = now() - KEPT
    quiet = select(col(HotGroup.id)).where(col(HotGroup.last_at) < long_ago).limit(limit)
    over = list((await db.execute(quiet)).scalars())
    old = select(col(GroupWish.wish_id)).where(
        col(GroupWish.at) < long_ago, col(GroupWish.group_id).is_(None)
    )
    bare = select(col(GroupWish.wish_id)).where(
        col(GroupWish.at) < long_ago, col(GroupWish.marks).is_not(None)
    )
    changes = (
        delete(GroupWish).where(col(GroupWish.group_id).in_(over)),
        delete(HotGroup).where(col(HotGroup.id).in_(over)),
        delete(GroupWish).where(col(GroupWish.wish_id).in_(old.limit(limit))),
        update(GroupWish).where(col(GroupWish.wish_id).in_(bare.limit(limit))).values(marks=None),
    )
    return sum([(await send(db, change, {})).rowcount for change in changes])
