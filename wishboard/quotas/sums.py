"""Sums of the ledger: read with what is not folded in yet, folded by a job, counted again."""

from collections.abc import AsyncIterator, Collection
from typing import Any, NamedTuple

from sqlalchemy import text

from wishboard.core.abreast import abreast
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.keys import written
from wishboard.quotas.models import Holder

BATCH = 5_000
SLICE = 50_000
"""So many holders are counted again in one statement."""

_KEY = "holder, holder_id, year, organization_id, quarter, cause_kind"
_ROW = """holder, holder_id, year, coalesce(organization_id, 0) AS organization_id,
       extract(quarter FROM coalesce(adjusted_on, done_on))::int AS quarter, cause_kind, amount"""
_ROOM = text("SET LOCAL work_mem = '128MB'")
_WAIT = text("SELECT pg_advisory_xact_lock(hashtextextended('credit_sum', 0))")
_FOLD = text(f"""
WITH picked AS (
  UPDATE credit SET folded = true
   WHERE id IN (SELECT id FROM credit WHERE NOT folded ORDER BY id LIMIT :limit)
  RETURNING {_ROW}
), added AS (
  INSERT INTO credit_sum ({_KEY}, amount)
  SELECT {_KEY}, sum(amount) FROM picked GROUP BY {_KEY}
  ON CONFLICT ({_KEY}) DO UPDATE SET amount = credit_sum.amount + excluded.amount
)
SELECT count(*) FROM picked
""")  # noqa: S608 - own words
COUNTED = f"""
SELECT {_KEY}, amount FROM credit_sum
UNION ALL SELECT {_ROW} FROM credit WHERE NOT folded
"""  # noqa: S608
"""Everything that counts, to be summed: what is folded and what is not yet."""

_OF = text(f"""
SELECT holder_id, year, quarter, cause_kind, sum(amount) AS amount FROM ({COUNTED}) counted
 WHERE holder = :holder AND holder_id = ANY(CAST(:ids AS bigint[])) AND year = :year
 GROUP BY holder_id, year, quarter, cause_kind HAVING sum(amount) <> 0
""")  # noqa: S608
_BY_MEMBERS = text(f"""
SELECT organization_id AS holder_id, year, quarter, cause_kind, sum(amount) AS amount
  FROM ({COUNTED}) counted
 WHERE holder = 'person' AND organization_id = ANY(CAST(:ids AS bigint[])) AND year = :year
 GROUP BY organization_id, year, quarter, cause_kind HAVING sum(amount) <> 0
""")  # noqa: S608
_WRONG = text(f"""
WITH truth AS (
  SELECT {_KEY}, sum(amount) AS amount
    FROM (SELECT {_ROW} FROM credit
           WHERE folded AND holder = :holder AND holder_id BETWEEN :first AND :last) AS folded
   GROUP BY {_KEY}
), kept AS (
  SELECT {_KEY}, amount FROM credit_sum
   WHERE holder = :holder AND holder_id BETWEEN :first AND :last
)
SELECT {_KEY}, coalesce(kept.amount, 0) AS was, coalesce(truth.amount, 0) AS is_
  FROM truth FULL JOIN kept USING ({_KEY})
 WHERE coalesce(kept.amount, 0) <> coalesce(truth.amount, 0)
 ORDER BY {_KEY}
""")  # noqa: S608
_RIGHT = text(f"""
INSERT INTO credit_sum ({_KEY}, amount)
VALUES (:holder, :holder_id, :year, :organization_id, :quarter, :cause_kind, :amount)
ON CONFLICT ({_KEY}) DO UPDATE SET amount = excluded.amount
""")  # noqa: S608
_ENDS = text("""
SELECT least((SELECT min(holder_id) FROM credit WHERE holder = :holder),
             (SELECT min(holder_id) FROM credit_sum WHERE holder = :holder)),
       greatest((SELECT max(holder_id) FROM credit WHERE holder = :holder),
                (SELECT max(holder_id) FROM credit_sum WHERE holder = :holder))
""")


class Sum(NamedTuple):
    """What a holder did in one quarter for one kind of cause."""

    holder_id: int
    year: int
    quarter: int
    cause_kind: str
    amount: int


class Recount(NamedTuple):
    """A sum that was wrong."""

    holder: str
    holder_id: int
    year: int
    organization_id: int
    quarter: int
    cause_kind: str
    was: int
    is_: int


async def sums_of(
    db: AsyncSession, holder: Holder, ids: Collection[int], year: int
) -> dict[int, list[Sum]]:
    """What several holders did in a year, by their keys."""
    found = await db.execute(_OF, {"holder": holder.value, "ids": written(ids), "year": year})
    return _by_holder(ids, [Sum._make(row) for row in found])


async def sums_by_members(
    db: AsyncSession, ids: Collection[int], year: int
) -> dict[int, list[Sum]]:
    """What the members of several organizations did for them in a year, by organization."""
    found = await db.execute(_BY_MEMBERS, {"ids": written(ids), "year": year})
    return _by_holder(ids, [Sum._make(row) for row in found])


async def fold_credits(db: AsyncSession, limit: int = BATCH) -> int:
    """Fold a batch of new rows into the sums. Returns how many; fewer than `limit`: all."""
    await db.execute(_WAIT)
    return int((await db.execute(_FOLD, {"limit": limit})).scalar_one())


async def recount_credits() -> AsyncIterator[tuple[float, list[Recount]]]:
    """Count the ledger again, holder after holder, and set every wrong sum right.

    Yields how much of it is done, from 0 to 1, with what was wrong in the last slice. Nobody who
    reads or writes waits for it.
    """
    pieces = []
    async with transaction() as db:
        for holder in Holder:
            first, last = (await db.execute(_ENDS, {"holder": holder.value})).one()
            for start in range(first, last + 1, SLICE) if first is not None else ():
                end = min(start + SLICE - 1, last)
                pieces.append({"holder": holder.value, "first": start, "last": end})
    async for share, wrong in abreast(pieces, _recount):
        yield share, wrong


async def _recount(piece: dict[str, Any]) -> list[Recount]:
    """Set right what differs among some holders; nobody folds meanwhile if anything does."""
    async with transaction() as db:
        await db.execute(_ROOM)
        if not await _wrong(db, piece):
            return []
    async with transaction() as db:
        await db.execute(_WAIT)
        await db.execute(_ROOM)
        wrong = await _wrong(db, piece)
        for one in wrong:
            right = one._asdict() | {"amount": one.is_}
            await db.execute(_RIGHT, {k: v for k, v in right.items() if k not in ("was", "is_")})
    return wrong


async def _wrong(db: AsyncSession, piece: dict[str, Any]) -> list[Recount]:
    return [Recount._make(row) for row in await db.execute(_WRONG, piece)]


def _by_holder(ids: Collection[int], rows: list[Sum]) -> dict[int, list[Sum]]:
    found: dict[int, list[Sum]] = {key: [] for key in ids}
    for row in rows:
        found[row.holder_id].append(row)
    return found
