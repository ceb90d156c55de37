"""Keeping the sums: what some wishes added is taken out, they are read again and added anew.

All of it under one lock, so that a wish counted by two hands at once counts once.
"""

from collections.abc import Collection

from sqlalchemy import text

from wishboard.core.database import AsyncSession
from wishboard.reports.rates.facts import COLUMNS, OF_SOME
from wishboard.settings import settings

SUMS = [
    "came",
    "heard",
    "contacted",
    "solved",
    "satisfied",
    "fairly",
    "out_heard",
    "out_contacted",
    "out_solved",
    "out_satisfied",
    "out_fairly",
]
"""What is added up, in the order of the statements here."""
KEY = ("board", "matter", "stretch", "since", "body_id")
_LOCK = 0x72617465

_COUNTED = """
       count(*)::int AS heard, (count(*) FILTER (WHERE contacted))::int AS contacted,
       (count(*) FILTER (WHERE solved))::int AS solved,
       (count(*) FILTER (WHERE content = 'satisfied'))::int AS satisfied,
       (count(*) FILTER (WHERE content = 'fairly'))::int AS fairly
"""
_EACH = """
SELECT came_as AS matter, came_on AS day, came_to AS organization_id, area_id,
       count(*)::int AS came, 0 AS heard, 0 AS contacted, 0 AS solved, 0 AS satisfied, 0 AS fairly,
       0 AS out_heard, 0 AS out_contacted, 0 AS out_solved, 0 AS out_satisfied, 0 AS out_fairly
  FROM {rated} AS r WHERE came_on IS NOT NULL GROUP BY 1, 2, 3, 4
UNION ALL
SELECT heard_as, heard_on, heard_of, area_id, 0, {counted}, 0, 0, 0, 0, 0
  FROM {rated} AS r WHERE heard_on IS NOT NULL GROUP BY 1, 2, 3, 4
UNION ALL
SELECT heard_as, heard_on, heard_of, area_id, 0, 0, 0, 0, 0, 0, {counted}
  FROM {rated} AS r WHERE heard_on IS NOT NULL AND excluded GROUP BY 1, 2, 3, 4
"""

_ADDED = """
WITH summed AS (
  SELECT matter, day, organization_id, area_id, {sums} FROM ({each}) AS one
   GROUP BY matter, day, organization_id, area_id
), above AS MATERIALIZED (
  SELECT a.id AS area_id, top.level AS board, top.id AS body_id
    FROM area a JOIN area top ON top.id = ANY(string_to_array(btrim(a.path, '/'), '/')::bigint[])
   WHERE top.level IN ('district', 'street', 'community')
), placed AS (
  SELECT board, matter, day, body_id, {names} FROM summed JOIN above USING (area_id)
  UNION ALL
  SELECT 'organization', matter, day, organization_id, {names}
    FROM summed WHERE organization_id IS NOT NULL
)
SELECT board, matter, CASE WHEN grouping(day) = 0 THEN 'day' ELSE 'month' END AS stretch,
       coalesce(day, month) AS since, body_id, {sums}
  FROM (SELECT *, date_trunc('month', day::timestamp)::date AS month FROM placed) AS dated
 GROUP BY GROUPING SETS ((board, matter, day, body_id), (board, matter, month, body_id))
"""

_CHANGE = """
INSERT INTO rate_tally ({columns})
SELECT {key}, {signed} FROM ({added}) AS change ORDER BY {key}
ON CONFLICT ({key}) DO UPDATE SET {changes}
"""


def added(rated: str) -> str:
    """The statement of what rated wishes add up to; `rated` is a table or a statement of some."""
    names = ", ".join(SUMS)
    sums = ", ".join(f"sum({name})::int AS {name}" for name in SUMS)
    each = _EACH.format(rated=rated, counted=_COUNTED)
    return _ADDED.format(each=each, sums=sums, names=names)


def change(rated: str, sign: str) -> str:
    """The statement that adds rated wishes to the sums, or takes them out with the sign `-`."""
    return _CHANGE.format(
        columns=", ".join((*KEY, *SUMS)),
        key=", ".join(KEY),
        signed=", ".join(f"{sign}{name}" for name in SUMS),
        added=added(rated),
        changes=", ".join(f"{name} = rate_tally.{name} + excluded.{name}" for name in SUMS),
    )


_SOME = "(SELECT * FROM rated_wish WHERE wish_id = ANY(:wishes))"
_TAKE_OUT = text(change(_SOME, "-"))
_PUT_IN = text(change(_SOME, ""))
_FORGET = text("DELETE FROM rated_wish WHERE wish_id = ANY(:wishes)")
_READ = text(f"INSERT INTO rated_wish ({', '.join(COLUMNS)}) {OF_SOME}")


async def hold_sums(db: AsyncSession) -> None:
    """Let nobody else change the sums until the transaction ends."""
    await db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


async def count_again(db: AsyncSession, wishes: Collection[int]) -> None:
    """Count some wishes again as they stand now. The sums are held; counting twice is harmless."""
    if not wishes:
        return
    values = {"wishes": sorted(wishes)}
    await db.execute(_TAKE_OUT, values)
    await db.execute(_FORGET, values)
    await db.execute(_READ, values | {"zone": settings().zone.key})
    await db.execute(_PUT_IN, values)
