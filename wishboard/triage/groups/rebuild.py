"""Forming all groups anew from the wishes themselves, heeding what people have said."""

import asyncio
from collections import defaultdict
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select, text
from sqlmodel import col

from wishboard.accounts.trees import ancestry
from wishboard.core.alone import alone
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.ids import public_id
from wishboard.triage.groups.commands import hold_group
from wishboard.triage.groups.models import Alone, Apart, GroupWish, HotGroup
from wishboard.triage.groups.placing import seen_as
from wishboard.triage.groups.reading import KEPT, every_message
from wishboard.triage.groups.replay import Replay, Said
from wishboard.triage.groups.summing import sum_up
from wishboard.triage.groups.sweep import ONE_AT_A_TIME, hold_sweep

_BATCH = 1000
_NOBODY_ELSE = text("LOCK TABLE hot_group IN EXCLUSIVE MODE")


class Regrouped(NamedTuple):
    """How many wishes were looked at, and how many groups they form."""

    wishes: int
    groups: int


async def regroup() -> Regrouped:
    """Form the groups anew, as if the wishes that are remembered came in once more.

    Waits for a sweep to end and holds up the next one. Pages show the old groups until the new
    ones stand, and keep their addresses. What people say meanwhile is heeded in another turn.
    """
    while True:
        async with alone(ONE_AT_A_TIME) as mine:
            if mine:
                return await _regroup()
        await asyncio.sleep(1)


async def _regroup() -> Regrouped:
    while True:
        async with transaction() as db:
            said = await _said(db)
            replay = Replay(said)
            async for message in every_message(db, await _since(db)):
                replay.add(message)
        async with transaction() as db:
            await db.execute(_NOBODY_ELSE)
            if await _said(db) == said:
                await _store(db, replay)
                many = sum(len(members) > 1 for members in replay.groups.values())
                return Regrouped(len(replay.seen), many)


async def _said(db: AsyncSession) -> Said:
    alone = frozenset((await db.execute(select(col(Alone.wish_id)))).scalars())
    apart: dict[int, set[int]] = defaultdict(set)
    for one, other in await db.execute(select(col(Apart.one_id), col(Apart.other_id))):
        apart[one].add(other)
        apart[other].add(one)
    return Said(alone, dict(apart))


async def _since(db: AsyncSession) -> datetime:
    """From when on wishes are looked at: as far back as a living group reaches."""
    remembered = now() - KEPT
    living = select(func.min(col(HotGroup.first_at))).where(col(HotGroup.last_at) > remembered)
    first: datetime | None = (await db.execute(living)).scalar_one()
    return min(first - timedelta(seconds=1), remembered) if first else remembered


async def _store(db: AsyncSession, replay: Replay) -> None:
    addresses = await _addresses(db)
    await db.execute(delete(GroupWish))
    await db.execute(delete(HotGroup))
    numbers: dict[int, int] = {}
    for founder, members in replay.groups.items():
        if len(members) > 1:
            group = HotGroup(
                public_id=addresses.get(founder) or public_id(),
                founder_id=founder,
                area_id=ancestry(members[0].area_path)[-1],
            )
            db.add(group)
            await db.flush()
            numbers[founder] = group.key
    rows = [
        seen_as(message, marks, verdict, numbers.get(replay.founders[key])).model_dump()
        for key, (message, marks, verdict) in replay.seen.items()
    ]
    for start in range(0, len(rows), _BATCH):
        await db.execute(insert(GroupWish), rows[start : start + _BATCH])
    for key in numbers.values():
        await sum_up(db, await hold_group(db, key))
    sweep = await hold_sweep(db)
    sweep.common = replay.common.pack()


async def _addresses(db: AsyncSession) -> dict[int, str]:
    """The public ids of today's groups by their first wishes."""
    found = await db.execute(select(col(HotGroup.founder_id), col(HotGroup.public_id)))
    return {row.founder_id: row.public_id for row in found}
