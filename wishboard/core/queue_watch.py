"""Whether the queue is away, known without waiting for it."""

import asyncio
from time import monotonic

from wishboard.core.wake import answers

LOOK_EVERY = 3.0
"""Seconds between two looks of one process."""

_away = False
_looked = -LOOK_EVERY
_looks: set[asyncio.Task[None]] = set()


def seems_away() -> bool:
    """Whether the queue did not answer when this process last looked.

    Returns at once; when the last look is old, another one is taken behind the page.
    """
    global _looked  # noqa: PLW0603 - one queue a process
    if monotonic() - _looked >= LOOK_EVERY:
        _looked = monotonic()
        look = asyncio.get_running_loop().create_task(_look())
        _looks.add(look)
        look.add_done_callback(_looks.discard)
    return _away


async def looked() -> None:
    """Wait until no look is under way any more."""
    await asyncio.gather(*_looks)


async def _look() -> None:
    global _away  # noqa: PLW0603
    _away = not await answers()
