"""What is tried too often is refused, and a refused attempt counts too."""

import asyncio
from datetime import date, timedelta

from sqlalchemy import text

from tests.deeds import done, refused
from wishboard.core.clock import frozen, now
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.refusals import NotAllowed
from wishboard.core.throttle import TooOften, forget_attempts, throttle

HOUR = timedelta(hours=1)


async def counted(db: AsyncSession) -> list[int]:
    found = await db.execute(text("SELECT count FROM attempts ORDER BY count"))
    return list(found.scalars())


async def test_so_many_attempts_and_no_more(fresh_database: str) -> None:
    for _ in range(3):
        await throttle("door", most=3, per=HOUR)
    with refused("too_often", minutes=60):
        await throttle("door", most=3, per=HOUR)
    await throttle("window", most=3, per=HOUR)


async def test_waiting_helps(fresh_database: str) -> None:
    with frozen(date(2025, 11, 21)):
        start = now()
        for _ in range(3):
            await throttle("door", most=3, per=HOUR)
    with frozen(start + HOUR), refused("too_often"):
        await throttle("door", most=3, per=HOUR)
    with frozen(start + HOUR + timedelta(seconds=1)):
        await throttle("door", most=3, per=HOUR)


async def test_an_attempt_counts_although_its_deed_was_rolled_back(fresh_database: str) -> None:
    async def attempt(db: AsyncSession) -> None:
        await throttle("door", most=2, per=HOUR)
        raise NotAllowed

    for _ in range(2):
        with refused("not_allowed"):
            await done(attempt)
    with refused("too_often"):
        await done(attempt)
    assert await done(counted) == [3]


async def test_many_at_once_are_all_counted(fresh_database: str) -> None:
    attempts = [throttle("door", most=5, per=HOUR) for _ in range(20)]
    answers = await asyncio.gather(*attempts, return_exceptions=True)
    assert sum(answer is None for answer in answers) == 5
    assert sum(isinstance(answer, TooOften) for answer in answers) == 15
    assert await done(counted) == [20]


async def test_what_was_tried_is_kept_as_a_fingerprint_only(fresh_database: str) -> None:
    await throttle("code:7KQ-2MX-4DP", most=1, per=HOUR)
    async with transaction() as db:
        keys = (await db.execute(text("SELECT key FROM attempts"))).scalars().all()
    assert b"7KQ" not in b"".join(bytes(key) for key in keys)


async def test_old_counts_are_forgotten(fresh_database: str) -> None:
    with frozen(date(2025, 11, 1)):
        await throttle("long ago", most=1, per=HOUR)
    await throttle("now", most=9, per=HOUR)
    await throttle("now", most=9, per=HOUR)
    await done(forget_attempts)
    assert await done(counted) == [2]
