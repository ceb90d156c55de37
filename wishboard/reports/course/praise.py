"""Praise, and problems that were found before anyone complained, month by month."""

from typing import NamedTuple

from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent
from wishboard.reports.course.looked import ISSUES_WITHIN, WISHES_WITHIN, Looked

GOOD_FOR = 60

_MONTHS = f"""
SELECT month, sum(praised)::int AS praised, sum(proactive)::int AS proactive,
       sum(opened)::int AS opened
  FROM (
    SELECT date_part('month', s.at AT TIME ZONE :zone)::int AS month, count(*) AS praised,
           0 AS proactive, 0 AS opened
      FROM answer s JOIN wish w ON w.id = s.wish_id
     WHERE s.praise AND s.at >= :since AND s.at < :until AND {WISHES_WITHIN} GROUP BY 1
    UNION ALL
    SELECT date_part('month', i.opened_at AT TIME ZONE :zone)::int, 0,
           count(*) FILTER (WHERE i.proactive), count(*)
      FROM issue i WHERE i.merged_into_id IS NULL
       AND i.opened_at >= :since AND i.opened_at < :until AND {ISSUES_WITHIN} GROUP BY 1
  ) AS counted GROUP BY month ORDER BY month
"""  # noqa: S608 - own words


class Heeded(NamedTuple):
    """A month: answers with praise; problems found unasked, of all that were opened."""

    month: int
    praised: int = 0
    proactive: int = 0
    opened: int = 0


_recent: Recent[Looked, list[Heeded]] = Recent(GOOD_FOR, own_commits=True)


async def heeded(looked: Looked) -> list[Heeded]:
    """The months of a year, of this year those that have begun."""
    return await _recent.get(looked, lambda: _count(looked))


async def _count(looked: Looked) -> list[Heeded]:
    rows = {row.month: Heeded(*row) for row in await hot_rows(_MONTHS, looked.values())}
    return [rows.get(number, Heeded(number)) for number in looked.begun]
