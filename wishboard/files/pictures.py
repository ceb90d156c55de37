"""From a file that somebody sent to two clean pictures, by way of a child."""

import asyncio
import json
import logging
from typing import NamedTuple

from wishboard.core.confined import child
from wishboard.files.limits import MAX_BYTES, MAX_PIXELS, PATIENCE_SECONDS
from wishboard.files.refusals import NotAPicture, TooLarge

_log = logging.getLogger(__name__)
_desk = asyncio.Semaphore(2)


class Picture(NamedTuple):
    """A redrawn picture in WebP: pixels of the large one, bytes of the large and the small one."""

    width: int
    height: int
    large: bytes
    small: bytes


async def redraw(content: bytes) -> Picture:
    """Draw a JPEG, PNG or WebP anew, upright and without hidden data; two at a time.

    Takes about a second and no database: best done before a transaction begins. Raises TooLarge
    (over 10 MB, 40 megapixels or the child's limits) and NotAPicture.
    """
    if len(content) > MAX_BYTES:
        raise _too_large()
    async with _desk, child("wishboard.files.reencode", fed=True) as process:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                told, complaint = await process.communicate(content)
        except TimeoutError as error:
            raise _too_large() from error
    if process.returncode != 0:
        _log.warning(
            "a picture's child ended with %s: %s",
            process.returncode,
            complaint[-2000:].decode(errors="replace"),
        )
        raise _too_large() if (process.returncode or 0) < 0 else NotAPicture()
    return _understood(told)


def _understood(told: bytes) -> Picture:
    line, _, pictures = told.partition(b"\n")
    word = json.loads(line)
    if refused := word.get("refused"):
        raise _too_large() if refused == "too_large" else NotAPicture()
    middle, _ = word["sizes"]
    return Picture(word["width"], word["height"], pictures[:middle], pictures[middle:])


def _too_large() -> TooLarge:
    return TooLarge(megabytes=MAX_BYTES // 1_000_000, megapixels=MAX_PIXELS // 1_000_000)
