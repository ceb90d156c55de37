"""Working through many pieces of a long count, two at a time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

Piece = TypeVar("Piece")
Found = TypeVar("Found")

AT_ONCE = 2
"""So many are worked on at the same time; the rest of the machine is for those who read pages."""


async def abreast(
    pieces: Sequence[Piece], work: Callable[[Piece], Awaitable[Found]]
) -> AsyncIterator[tuple[float, Found]]:
    """Do each piece once. Yields how much is done, from 0 to 1, with what came of it, in order."""
    for start in range(0, len(pieces), AT_ONCE):
        found = await asyncio.gather(*map(work, pieces[start : start + AT_ONCE]))
        for number, one in enumerate(found, start=start + 1):
            yield number / len(pieces), one
