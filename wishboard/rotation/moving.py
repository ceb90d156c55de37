"""Moving to the current key what hangs on a former one.

In batches by id, each in a transaction of its own. A row says itself whether it has been moved, so
nothing is remembered of the walk: it can be killed at any moment and begun again, by several
processes at once.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Row, text

from wishboard.core.crypto import Unreadable, key_mark
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.keyfile import ring
from wishboard.rotation.places import LEFT, MOVABLE
from wishboard.rotation.renewing import Renewed, file_renewed, person_renewed, wisher_renewed

T = TypeVar("T")
BATCH = 200
_FILES = 5

_PEOPLE = text("""
SELECT id, wrapped_key, phone_index, phone_sealed FROM person
 WHERE id > :after AND substring(wrapped_key FROM 1 FOR 8) <> :mark
 ORDER BY id LIMIT :batch FOR NO KEY UPDATE
""")
_WISHERS = text("""
SELECT w.id, w.wrapped_key, w.phone_index, told.wish_id, told.phone FROM wisher w
  LEFT JOIN LATERAL (SELECT wish_id, phone FROM contact
     WHERE wisher_id = w.id AND phone IS NOT NULL ORDER BY wish_id DESC LIMIT 1) told ON true
 WHERE w.id > :after AND substring(w.wrapped_key FROM 1 FOR 8) <> :mark
 ORDER BY w.id LIMIT :batch FOR NO KEY UPDATE OF w
""")
_EXPORTS = text("""
SELECT id, public_id, file FROM contact_export
 WHERE id > :after AND substring(file FROM 1 FOR 8) <> :mark
 ORDER BY id LIMIT :batch FOR NO KEY UPDATE
""")
_MOVED = """
UPDATE {table} SET wrapped_key = moved.wrapped, phone_index = moved.print
  FROM unnest(CAST(:ids AS bigint[]), CAST(:wrapped AS bytea[]), CAST(:prints AS bytea[]))
       AS moved (id, wrapped, print)
 WHERE {table}.id = moved.id
"""
_PERSON_MOVED, _WISHER_MOVED = (text(_MOVED.format(table=name)) for name in ("person", "wisher"))
_SAME_NUMBER = text("""
UPDATE wisher SET phone_index = moved.print
  FROM unnest(CAST(:before AS bytea[]), CAST(:prints AS bytea[])) AS moved (before, print)
 WHERE wisher.phone_index = moved.before
""")
_FILE_MOVED = text("UPDATE contact_export SET file = :file WHERE id = :id")


@dataclass(slots=True)
class Walk:
    """How many rows were moved, and which could not be opened with any key."""

    moved: int = 0
    unreadable: int = 0


async def move_everything(progress: Callable[[int], None] = lambda _rows: None) -> Walk:
    """Move everything that can be moved; `progress` is told of the rows that were looked at.

    People come before wishers and take the wishers with their number along, so that who wishes
    and helps is known as one and the same.
    """
    walk = Walk()
    for table in MOVABLE:
        after = 0
        while True:
            async with transaction() as db:
                looked_at = await _BATCHES[table](db, after, walk)
            if not looked_at:
                break
            after = looked_at[-1]
            progress(len(looked_at))
    return walk


async def carry_on() -> int:
    """Finish a change of keys that was begun, if there is one. How many rows were moved."""
    known = ring()
    if known.waiting or len(known.keys) == 1:
        return 0
    return (await move_everything()).moved


async def left_to_move(db: AsyncSession) -> int:
    """How many rows that could be moved hang on a former key."""
    if len(ring().keys) == 1:
        return 0
    left = 0
    for table, column in MOVABLE.items():
        query = LEFT.format(table=table, column=column, mark=":mark")
        left += int((await db.execute(text(query), {"mark": key_mark()})).scalar_one())
    return left


async def _move_people(db: AsyncSession, after: int, walk: Walk) -> list[int]:
    rows = await _rows(db, _PEOPLE, after, BATCH)
    moved = [found for row in rows if (found := _opened(person_renewed, row, walk))]
    await _write(db, _PERSON_MOVED, moved)
    numbers = [one for one in moved if one.before and one.print != one.before]
    if numbers:
        prints = {"before": [one.before for one in numbers]}
        await db.execute(_SAME_NUMBER, prints | {"prints": [one.print for one in numbers]})
    return [row.id for row in rows]


async def _move_wishers(db: AsyncSession, after: int, walk: Walk) -> list[int]:
    rows = await _rows(db, _WISHERS, after, BATCH)
    moved = [found for row in rows if (found := _opened(wisher_renewed, row, walk))]
    await _write(db, _WISHER_MOVED, moved)
    return [row.id for row in rows]


async def _move_exports(db: AsyncSession, after: int, walk: Walk) -> list[int]:
    rows = await _rows(db, _EXPORTS, after, _FILES)
    for row in rows:
        if file := _opened(file_renewed, row, walk):
            await db.execute(_FILE_MOVED, {"id": row.id, "file": file})
    return [row.id for row in rows]


_BATCHES: dict[str, Callable[[AsyncSession, int, Walk], Awaitable[list[int]]]] = {
    "person": _move_people,
    "wisher": _move_wishers,
    "contact_export": _move_exports,
}


async def _rows(db: AsyncSession, query: Any, after: int, batch: int) -> Sequence[Row[Any]]:
    values = {"after": after, "mark": key_mark(), "batch": batch}
    return (await db.execute(query, values)).all()


async def _write(db: AsyncSession, query: Any, moved: Sequence[Renewed]) -> None:
    values = {
        "ids": [one.id for one in moved],
        "wrapped": [one.wrapped for one in moved],
        "prints": [one.print for one in moved],
    }
    if moved:
        await db.execute(query, values)


def _opened(open_: Callable[[Row[Any]], T], row: Row[Any], walk: Walk) -> T | None:
    try:
        found = open_(row)
    except Unreadable:
        walk.unreadable += 1
        return None
    walk.moved += 1
    return found
