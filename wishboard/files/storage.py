"""The object store: a folder, or a bucket of a city's own. It knows places, not photos."""

import logging
import secrets
from collections.abc import AsyncIterator, Collection
from contextlib import suppress
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from wishboard.core.clock import today
from wishboard.files.refusals import NoPlaceForPhotos
from wishboard.settings import settings

if TYPE_CHECKING:
    from obstore.store import ObjectStore

log = logging.getLogger("wishboard")

_LARGE, _SMALL = ".webp", ".small.webp"
_LISTED_AT_ONCE = 500


def new_place() -> str:
    """A random place under today's date, which is all that it tells."""
    return f"{today().isoformat()}/{secrets.token_hex(16)}"


async def keep(place: str, large: bytes, small: bytes) -> None:
    """Store both pictures of a photo, each whole or not at all. Raises NoPlaceForPhotos."""
    import obstore  # noqa: PLC0415 - most processes never touch a photo
    from obstore.exceptions import BaseError  # noqa: PLC0415

    try:
        await obstore.put_async(store(), place + _LARGE, large)
        await obstore.put_async(store(), place + _SMALL, small)
    except (BaseError, OSError) as error:
        log.warning("a photo cannot be stored", exc_info=error)
        raise NoPlaceForPhotos from error


async def fetch(place: str, *, small: bool) -> bytes:
    """The bytes of a picture in WebP. Raises FileNotFoundError."""
    import obstore  # noqa: PLC0415

    found = await obstore.get_async(store(), place + (_SMALL if small else _LARGE))
    return bytes(await found.bytes_async())


async def erase(places: Collection[str]) -> None:
    """Remove both pictures at each place; what is gone already is fine."""
    import obstore  # noqa: PLC0415

    async def erase_one(name: str) -> None:
        with suppress(FileNotFoundError):
            await obstore.delete_async(store(), name)

    names = [place + ending for place in places for ending in (_LARGE, _SMALL)]
    try:
        await obstore.delete_async(store(), names)
    except FileNotFoundError:  # a folder stops at the first one that is missing
        for name in names:
            await erase_one(name)


async def places_of(day: date) -> AsyncIterator[set[str]]:
    """All places of a day in which something lies, in portions."""
    import obstore  # noqa: PLC0415

    listed = obstore.list(store(), day.isoformat(), chunk_size=_LISTED_AT_ONCE)
    async for portion in listed:
        yield {found["path"].partition(".")[0] for found in portion}


@cache
def store() -> "ObjectStore":
    """The store of this process, made at first use from the settings.

    A bucket's credentials come from the usual AWS_* variables.
    """
    from obstore.store import LocalStore, from_url  # noqa: PLC0415

    if settings().files_url:
        return from_url(settings().files_url)
    folder = settings().data_dir / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return LocalStore(folder)
