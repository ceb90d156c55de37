"""How a job is done when two workers may come to it at once: its context, and whose turn it is."""

from collections.abc import Awaitable, Callable
from typing import Any

from wishboard.core.alone import alone
from wishboard.core.database import AsyncSession, transaction

Context = dict[Any, Any]


async def one_at_a_time(name: str, work: Callable[[], Awaitable[int]]) -> None:
    """Do a piece of work unless another process is at it."""
    async with alone(name) as mine:
        if mine:
            await work()


async def until_done(name: str, work: Callable[[AsyncSession], Awaitable[int]]) -> None:
    """Do work batch by batch, a transaction each, until nothing is left."""
    async with alone(name) as mine:
        done = 1 if mine else 0
        while done:
            async with transaction() as db:
                done = await work(db)
