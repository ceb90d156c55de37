"""The totals of a town, always apart: wishes, problems, participations, beneficiaries."""

from typing import NamedTuple

from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent

GOOD_FOR = 600
"""Seconds after which the totals are counted again."""

_COUNT = """
WITH fulfilled AS (
  SELECT o.id, o.confirmed FROM outcome o JOIN answer a ON a.outcome_id = o.id
   WHERE NOT o.undone AND o.confirmed IS NOT NULL AND a.done AND o.claim_id IS NOT NULL),
solved AS (SELECT confirmed FROM issue WHERE ending = 'solved')
SELECT (SELECT count(*) FROM fulfilled) AS fulfilled,
       (SELECT count(*) FROM solved) AS solved,
       (SELECT count(*) FROM participation p JOIN fulfilled f ON f.id = p.outcome_id)
         AS participations,
       ((SELECT coalesce(sum(confirmed), 0) FROM fulfilled) +
        (SELECT coalesce(sum(confirmed), 0) FROM solved))::bigint AS beneficiaries
"""


class Totals(NamedTuple):
    """Wishes somebody fulfilled, problems solved, person-times of help, confirmed beneficiaries.

    Only what was closed and confirmed counts: silence adds to none of them. A problem has one
    figure of its own, to which the wishes behind it add nothing.
    """

    fulfilled: int
    solved: int
    participations: int
    beneficiaries: int


_recent: Recent[str, Totals] = Recent(GOOD_FOR, most=1)


async def totals() -> Totals:
    """The totals as they were at most ten minutes ago."""
    return await _recent.get("", count_totals)


async def count_totals() -> Totals:
    (row,) = await hot_rows(_COUNT, {})
    return Totals(*row)
