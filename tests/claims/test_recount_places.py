"""Counting places again: what differs is set right, what agrees is left alone."""

import asyncio

from click.testing import CliRunner
from sqlalchemy import text

from tests.cast import Town
from wishboard.claims.recount import recount_places
from wishboard.cli import main
from wishboard.core.database import disconnect, transaction


async def forget(wish_id: int, taken: int) -> None:
    """Write a wrong number of taken places."""
    async with transaction() as db:
        values = {"taken": taken, "id": wish_id}
        await db.execute(text("UPDATE wish SET taken = :taken WHERE id = :id"), values)


async def test_a_wrong_number_is_set_right_and_told(town: Town) -> None:
    wish, _claim = await town.claimed("member", places=3)
    other = await town.published()
    await forget(wish.key, 3)
    (found,) = await recount_places()
    assert (found.public_id, found.was, found.is_) == (wish.public_id, 3, 1)
    assert (await town.fresh(wish)).taken == 1
    assert (await town.fresh(other)).taken == 0


async def test_what_agrees_is_left_alone(town: Town) -> None:
    wish, _claim = await town.claimed("member")
    version = (await town.fresh(wish)).version
    assert await recount_places() == []
    assert (await town.fresh(wish)).version == version


async def test_the_command_says_that_all_is_well(fresh_database: str) -> None:
    await disconnect()
    result = await asyncio.to_thread(CliRunner().invoke, main, ["recount"])
    assert result.exit_code == 0, result.output
    assert "as many taken places as promises" in result.output
