"""What is tried too often is refused: a bucket of tokens for each thing."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from tests.deeds import done, refused
from tests.servers import environment
from wishboard.core.clock import frozen, now
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.refusals import NotAllowed
from wishboard.core.throttle import (
    TooOften,
    forget_attempts,
    network_of,
    throttle,
    throttle_guesses,
)

HOUR = timedelta(hours=1)


async def kept(db: AsyncSession) -> int:
    """How many buckets are kept."""
    found = await db.execute(text("SELECT count(*) FROM attempts"))
    return int(found.scalar_one())


async def test_so_many_attempts_and_no_more(fresh_database: str) -> None:
    for _ in range(3):
        await throttle("door", most=3, per=HOUR)
    with refused("too_often", minutes=20):
        await throttle("door", most=3, per=HOUR)
    await throttle("window", most=3, per=HOUR)


async def test_tokens_come_back_one_by_one(fresh_database: str) -> None:
    with frozen(date(2025, 11, 21)):
        start = now()
        for _ in range(3):
            await throttle("door", most=3, per=HOUR)
    with frozen(start + timedelta(minutes=19)), refused("too_often", minutes=2):
        await throttle("door", most=3, per=HOUR)
    with frozen(start + timedelta(minutes=20)):
        await throttle("door", most=3, per=HOUR)
        with refused("too_often"):
            await throttle("door", most=3, per=HOUR)


async def test_a_full_bucket_holds_no_more_than_it_did(fresh_database: str) -> None:
    with frozen(date(2025, 11, 21)):
        await throttle("door", most=3, per=HOUR)
    with frozen(date(2025, 11, 25)):
        for _ in range(3):
            await throttle("door", most=3, per=HOUR)
        with refused("too_often"):
            await throttle("door", most=3, per=HOUR)


async def test_a_token_is_gone_although_its_deed_was_rolled_back(fresh_database: str) -> None:
    async def attempt(db: AsyncSession) -> None:
        await throttle("door", most=2, per=HOUR)
        raise NotAllowed

    for _ in range(2):
        with refused("not_allowed"):
            await done(attempt)
    with refused("too_often"):
        await done(attempt)


async def test_of_many_at_once_no_more_get_through(fresh_database: str) -> None:
    attempts = [throttle("door", most=5, per=HOUR) for _ in range(20)]
    answers = await asyncio.gather(*attempts, return_exceptions=True)
    assert sum(answer is None for answer in answers) == 5
    assert sum(isinstance(answer, TooOften) for answer in answers) == 15


async def test_it_holds_without_a_queue(fresh_database: str) -> None:
    with environment(redis_url="redis://127.0.0.1:1/0"):
        await throttle("door", most=1, per=HOUR)
        with refused("too_often"):
            await throttle("door", most=1, per=HOUR)


async def test_guesses_are_counted_by_secret_address_and_network(fresh_database: str) -> None:
    async def guess(known_as: str, address: str) -> None:
        await throttle_guesses("door", known_as, address, most=2, from_address=3, from_network=5)

    for number in range(2):
        await guess("one", f"198.51.{number}.1")
    with refused("too_often"):
        await guess("one", "198.51.9.1")
    for number in range(3):
        await guess(f"from one address {number}", "203.0.113.7")
    with refused("too_often"):
        await guess("another", "203.0.113.7")
    for number in range(2):
        await guess(f"from its network {number}", f"203.0.113.{number}")
    with refused("too_often"):
        await guess("yet another", "203.0.113.99")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_the_network_of_an_address(address: str, network: str) -> None:
    assert network_of(address) == network


async def test_what_was_tried_is_kept_as_a_fingerprint_only(fresh_database: str) -> None:
    await throttle("code:7KQ-2MX-4DP", most=1, per=HOUR)
    async with transaction() as db:
        keys = (await db.execute(text("SELECT key FROM attempts"))).scalars().all()
    assert keys and b"7KQ" not in b"".join(bytes(key) for key in keys)


async def test_full_buckets_are_forgotten(fresh_database: str) -> None:
    with frozen(date(2025, 11, 1)):
        await throttle("long ago", most=1, per=HOUR)
    await throttle("now", most=9, per=HOUR)
    await done(forget_attempts)
    assert await done(kept) == 1
