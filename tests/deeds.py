"""Short words for tests of deeds: do one in a transaction, expect a refusal, read what it left."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, TypeVar

import pytest

from tests.cast import Town
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.refusals import Refusal
from wishboard.events.history import history_of
from wishboard.events.models import Event
from wishboard.wishes.models import Wish

P = ParamSpec("P")
T = TypeVar("T")


async def done(
    deed: Callable[Concatenate[AsyncSession, P], Awaitable[T]], *given: P.args, **named: P.kwargs
) -> T:
    """Do one deed, or ask one question, in a transaction of its own."""
    async with transaction() as db:
        return await deed(db, *given, **named)


async def raced(deeds: Iterable[Awaitable[object]]) -> Counter[str]:
    """Do all at once; what came of them by the code of a refusal or the type of a result.

    Anything that fails otherwise than by a refusal is a fault.
    """
    results = await asyncio.gather(*deeds, return_exceptions=True)
    faults = [one for one in results if isinstance(one, Exception) and not isinstance(one, Refusal)]
    assert not faults, faults
    return Counter(one.code if isinstance(one, Refusal) else type(one).__name__ for one in results)


@contextmanager
def refused(code: str, **facts: object) -> Iterator[None]:
    """The deed inside must be refused with this code and these facts, in a sentence that reads."""
    with pytest.raises(Refusal) as caught:
        yield
    refusal = caught.value
    assert refusal.code == code, f"refused as {refusal.code}"
    assert "%(" not in refusal.sentence()
    assert {name: refusal.facts.get(name) for name in facts} == facts


async def events_of(wish: Wish) -> list[Event]:
    """The history of a wish, oldest first."""
    return list(await done(history_of, "wish", wish.key))


async def kinds_of(wish: Wish) -> list[str]:
    """The kinds of events in the history of a wish, oldest first."""
    return [event.kind for event in await events_of(wish)]


async def left_by(town: Town, wish: Wish, deeds: Awaitable[object]) -> list[str]:
    """The kinds of events that some deeds added to a wish's history."""
    before = len(await events_of(wish))
    await deeds
    return (await kinds_of(await town.fresh(wish)))[before:]
