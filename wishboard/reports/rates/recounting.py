"""A full recount: what the sums should be, from what happened, and setting them right."""

from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple

from sqlalchemy import text

from wishboard.core.abreast import abreast
from wishboard.core.database import AsyncSession, transaction
from wishboard.events.chain import seal_history
from wishboard.reports.rates.facts import COLUMNS, OF_ALL, OF_SLICE
from wishboard.reports.rates.sweep import follow_history
from wishboard.reports.rates.tally import KEY, SUMS, added, change, count_again, hold_sums
from wishboard.settings import settings

SLICE = 50_000
"""So many wishes are counted again in one transaction."""
_LAST = 0.8
"""How much of the work is done when only the sums are left."""


def _named(prefix: str, names: Sequence[str]) -> str:
    return ", ".join(f"{prefix}{name}" for name in names)


_ROOM = text("SET LOCAL work_mem = '128MB'")
_ENDS = text("""
SELECT least((SELECT min(id) FROM wish), (SELECT min(wish_id) FROM rated_wish)),
       greatest((SELECT max(id) FROM wish), (SELECT max(wish_id) FROM rated_wish))
""")
_DIFFERENT = text(f"""
SELECT wish_id
  FROM (SELECT * FROM rated_wish WHERE wish_id BETWEEN :first AND :last) AS kept
  FULL JOIN ({OF_SLICE}) AS facts USING (wish_id)
 WHERE ({_named("kept.", COLUMNS[1:])}) IS DISTINCT FROM ({_named("facts.", COLUMNS[1:])})
 ORDER BY wish_id
""")  # noqa: S608 - own words, as below
_DIFFERENCES = f"""
SELECT {_named("", KEY)}, {", ".join(f"coalesce(truth.{name}, 0) AS {name}" for name in SUMS)}
  FROM rate_tally AS kept FULL JOIN ({added("rated_wish")}) AS truth USING ({_named("", KEY)})
 WHERE {" OR ".join(f"coalesce(kept.{name}, 0) <> coalesce(truth.{name}, 0)" for name in SUMS)}
"""  # noqa: S608
_WRONG_SUMS = text(f"SELECT count(*) FROM ({_DIFFERENCES}) AS different")  # noqa: S608
_RIGHT_SUMS = text(f"""
WITH set_right AS (
  INSERT INTO rate_tally ({_named("", (*KEY, *SUMS))}) {_DIFFERENCES}
  ON CONFLICT ({_named("", KEY)}) DO UPDATE
     SET {", ".join(f"{name} = excluded.{name}" for name in SUMS)}
  RETURNING 1
) SELECT count(*) FROM set_right
""")  # noqa: S608
_READ = text(f"INSERT INTO rated_wish ({_named('', COLUMNS)}) {OF_ALL}")
_PUT_IN = text(change("rated_wish", ""))


class Wrong(NamedTuple):
    """How many wishes were kept otherwise than they are, and how many sums do not add up."""

    wishes: int
    sums: int


async def what_is_wrong(db: AsyncSession) -> Wrong:
    """Compare everything with a full recount. Events that nobody has followed yet differ."""
    await hold_sums(db)
    await db.execute(_ROOM)
    wishes = 0
    for first, last in await _slices(db):
        wishes += len(await _different(db, first, last))
    return Wrong(wishes, (await db.execute(_WRONG_SUMS)).scalar_one())


async def recount_rates() -> AsyncIterator[tuple[float, Wrong]]:
    """Follow history to its end, then count everything again and set right what differs.

    Yields how much of it is done, from 0 to 1, with what was wrong in the last slice. Nobody who
    reads or writes waits for it; only following history waits, for one slice at a time.
    """
    await _follow()
    async with transaction() as db:
        slices = await _slices(db)
    async for share, wishes in abreast(slices, _recount):
        yield _LAST * share, Wrong(wishes, 0)
    async with transaction() as db:
        await hold_sums(db)
        await db.execute(_ROOM)
        sums = (await db.execute(_RIGHT_SUMS)).scalar_one()
    yield 1.0, Wrong(0, sums)


async def rebuild(db: AsyncSession) -> None:
    """Count everything from the beginning. Pages read the old sums until this is committed."""
    await hold_sums(db)
    await db.execute(_ROOM)
    for table in ("rate_tally", "rated_wish"):
        await db.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - two of our own
    await db.execute(_READ, {"zone": settings().zone.key})
    await db.execute(_PUT_IN)
    await db.execute(text("ANALYZE rated_wish, rate_tally"))


async def _recount(slice_: tuple[int, int]) -> int:
    """Set right what differs in a slice, unless it only has not been followed yet. How many."""
    first, last = slice_
    async with transaction() as db:
        await db.execute(_ROOM)
        if not await _different(db, first, last):
            return 0
    await _follow()
    async with transaction() as db:
        await hold_sums(db)
        await db.execute(_ROOM)
        wishes = await _different(db, first, last)
        await count_again(db, wishes)
    return len(wishes)


async def _follow() -> None:
    await seal_history()
    await follow_history()


async def _slices(db: AsyncSession) -> list[tuple[int, int]]:
    first, last = (await db.execute(_ENDS)).one()
    if first is None:
        return []
    return [(start, min(start + SLICE - 1, last)) for start in range(first, last + 1, SLICE)]


async def _different(db: AsyncSession, first: int, last: int) -> list[int]:
    given = {"first": first, "last": last, "zone": settings().zone.key}
    return list((await db.execute(_DIFFERENT, given)).scalars())
