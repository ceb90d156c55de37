"""Those who were erased stay so: what a restore has to erase again."""

import asyncio
from pathlib import Path

import psycopg

from wishboard.embedded.opening import present_heads, wanted_heads
from wishboard.embedded.trouble import Trouble


def known_erasures(url: str, *lists: Path) -> set[str]:
    """The public ids of erased wishes: in a database, and in lists beside it that are there."""
    found = {name for file in lists if file.exists() for name in _ids_in(file)}
    with psycopg.connect(url, autocommit=True) as db:
        if db.execute("SELECT to_regclass('erased_wish') IS NOT NULL").fetchone() == (True,):
            found |= {str(name) for (name,) in db.execute("SELECT public_id FROM erased_wish")}
    return found


def erase_what_came_back(url: str, erased: set[str]) -> int:
    """Erase again whoever was erased since a backup was made. How many wishes it were.

    An older schema is brought up to date first, since erasing needs all tables.
    """
    if not erased:
        return 0
    if present_heads(url) != wanted_heads():
        from wishboard.core.migrate import upgrade  # noqa: PLC0415 - `--help` stays quick

        upgrade(url)
    return asyncio.run(_erase(url, erased))


async def _erase(url: str, erased: set[str]) -> int:
    from wishboard import tables  # noqa: PLC0415
    from wishboard.core.database import connect, disconnect  # noqa: PLC0415
    from wishboard.disclosure.erasing import erase_again, note_erasures  # noqa: PLC0415

    del tables
    connect(url)
    try:
        again = await erase_again(erased)
    finally:
        await disconnect()
    note_erasures(erased)
    return again


def _ids_in(file: Path) -> list[str]:
    try:
        found = file.read_text("ascii").split()
    except (OSError, ValueError):
        raise Trouble(f"{file} cannot be read as a list of erased wishes.") from None
    if not all(name.isalnum() and len(name) <= 16 for name in found):
        raise Trouble(f"{file} is not a list of erased wishes.")
    return found
