"""Long counts are worked through two pieces at a time, and told in order."""

import asyncio

from wishboard.core.abreast import AT_ONCE, abreast


async def test_each_piece_is_done_once_and_told_in_order() -> None:
    working = most = 0

    async def double(number: int) -> int:
        nonlocal working, most
        working += 1
        most = max(most, working)
        await asyncio.sleep(0.001 * (5 - number))
        working -= 1
        return 2 * number

    told = [one async for one in abreast([1, 2, 3, 4, 5], double)]
    assert told == [(0.2, 2), (0.4, 4), (0.6, 6), (0.8, 8), (1.0, 10)]
    assert most == AT_ONCE


async def test_of_nothing_there_is_nothing_to_tell() -> None:
    async def never(_piece: int) -> None:
        raise AssertionError

    assert [one async for one in abreast([], never)] == []
