"""What may be a few seconds old is made once for all who ask."""

import asyncio
from datetime import timedelta

import pytest

from wishboard.core.clock import frozen, now
from wishboard.core.database import connect, disconnect, transaction
from wishboard.core.recent import Recent


class Counter:
    """Makes another value each time."""

    def __init__(self) -> None:
        self.made = 0

    async def __call__(self) -> int:
        self.made += 1
        made = self.made
        await asyncio.sleep(0)
        return made


async def test_a_value_is_good_for_its_time(fresh_database: str) -> None:
    recent, count = Recent[str, int](2), Counter()
    start = now()
    with frozen(start):
        assert [await recent.get("a", count) for _ in range(3)] == [1, 1, 1]
        assert await recent.get("b", count) == 2
    with frozen(start + timedelta(seconds=3)):
        assert await recent.get("a", count) == 3


async def test_while_one_makes_it_anew_the_others_get_the_old_one(fresh_database: str) -> None:
    recent, count = Recent[str, int](2), Counter()
    start = now()
    with frozen(start):
        await recent.get("a", count)
    with frozen(start + timedelta(seconds=2)):
        got = await asyncio.gather(*(recent.get("a", count) for _ in range(20)))
    assert sorted(got) == [1] * 19 + [2] and count.made == 2


async def test_what_is_long_over_is_given_to_nobody(fresh_database: str) -> None:
    recent, count = Recent[str, int](2), Counter()
    start = now()
    with frozen(start):
        await recent.get("a", count)
    with frozen(start + timedelta(seconds=60)):
        assert 1 not in await asyncio.gather(*(recent.get("a", count) for _ in range(5)))


async def test_a_clock_set_back_makes_everything_anew(fresh_database: str) -> None:
    recent, count = Recent[str, int](2), Counter()
    await recent.get("a", count)
    with frozen(now() - timedelta(days=1)):
        assert await recent.get("a", count) == 2


async def test_another_database_has_other_values(fresh_database: str) -> None:
    recent, count = Recent[str, int](60), Counter()
    await recent.get("a", count)
    await disconnect()
    connect(fresh_database)
    assert await recent.get("a", count) == 2


async def test_after_an_own_commit_nothing_older_is_shown(fresh_database: str) -> None:
    recent, count = Recent[str, int](60, own_commits=True), Counter()
    patient = Recent[str, int](60)
    await recent.get("a", count)
    await patient.get("a", count)
    async with transaction() as db:
        await db.connection()
    assert await recent.get("a", count) == 3
    assert await patient.get("a", count) == 2


async def test_keys_are_bounded(fresh_database: str) -> None:
    recent, count = Recent[int, int](60, most=3), Counter()
    for key in range(5):
        await recent.get(key, count)
    assert await recent.get(4, count) == 5
    assert await recent.get(0, count) == 6


async def test_what_fails_to_be_made_is_not_remembered(fresh_database: str) -> None:
    recent, count = Recent[str, int](60), Counter()

    async def fail() -> int:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        await recent.get("a", fail)
    assert await recent.get("a", count) == 1


async def test_without_seconds_only_those_who_ask_together_share(fresh_database: str) -> None:
    recent, count = Recent[str, int](0), Counter()
    assert await asyncio.gather(*(recent.get("a", count) for _ in range(5))) == [1] * 5
    assert await recent.get("a", count) == 2


async def test_who_asks_after_a_commit_does_not_share_what_began_before(
    fresh_database: str,
) -> None:
    recent, count = Recent[str, int](0, own_commits=True), Counter()
    early = asyncio.create_task(recent.get("a", count))
    await asyncio.sleep(0)
    async with transaction() as db:
        await db.connection()
    assert await recent.get("a", count) == 2
    assert await early == 1


async def test_an_asker_who_leaves_spoils_nothing_for_the_others(fresh_database: str) -> None:
    recent, count = Recent[str, int](2), Counter()
    first = asyncio.create_task(recent.get("a", count))
    second = asyncio.create_task(recent.get("a", count))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == 1
