"""Every notice once, however many tell at the same time."""

import asyncio

from sqlalchemy import func
from sqlmodel import select

from tests.cast import Town
from tests.notifications.told import hush, untold_events
from wishboard.accounts.viewer import CLOCK
from wishboard.claims.events import ClaimEvent
from wishboard.core.database import transaction
from wishboard.events.history import record
from wishboard.events.models import Event
from wishboard.notifications.models import Notice
from wishboard.notifications.telling import tell
from wishboard.wishes.events import SUBJECT, WishEvent

EVENTS = 150


async def test_four_tellers_tell_everything_once(town: Town) -> None:
    wish, claim = await town.claimed()
    await hush(town)
    async with transaction() as db:
        for _number in range(EVENTS):
            facts = {"claim": claim.key, "promised_on": claim.promised_on.isoformat()}
            await record(db, ClaimEvent.overdue, SUBJECT, wish.key, by=CLOCK, **facts)
            await record(db, WishEvent.collected, SUBJECT, wish.key, by=CLOCK)
            await record(db, WishEvent.published, SUBJECT, wish.key, by=CLOCK)
    told = await asyncio.gather(*(_teller() for _number in range(4)))
    assert sum(told) == 3 * EVENTS
    assert min(told) > 0
    assert await untold_events() == 0
    async with transaction() as db:
        query = select(Notice.kind, func.count(), func.sum(Notice.times)).group_by(Notice.kind)
        found = {kind: (int(rows), int(times)) for kind, rows, times in await db.exec(query)}
    clerk_and_member, clerk, members = 2, 1, 3
    assert found == {
        ClaimEvent.overdue: (clerk_and_member * EVENTS, clerk_and_member * EVENTS),
        WishEvent.collected: (clerk, EVENTS),
        WishEvent.published: (members, members * EVENTS),
    }


async def test_a_notice_is_never_written_twice_for_an_event(town: Town) -> None:
    await town.delivered()
    await tell()
    async with transaction() as db:
        for event in (await db.exec(select(Event))).all():
            if event.kind not in (WishEvent.collected, WishEvent.published):
                event.told = False
        before = (await db.exec(select(func.count()).select_from(Notice))).one()
    await tell()
    async with transaction() as db:
        assert (await db.exec(select(func.count()).select_from(Notice))).one() == before


async def _teller() -> int:
    told = 0
    while batch := await tell(limit=7):
        told += batch
        await asyncio.sleep(0)
    return told
