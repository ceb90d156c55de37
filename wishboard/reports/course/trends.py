"""Trends: what came and what was done month by month, and how categories changed in a year."""

from typing import NamedTuple

from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent
from wishboard.i18n import current_locale
from wishboard.reports.course.looked import ISSUES_WITHIN, WISHES_WITHIN, Looked

GOOD_FOR = 60
MOST = 12
"""Categories on the page: those of which most came."""

_MONTHS = f"""
SELECT month, sum(came)::int AS came, sum(fulfilled)::int AS fulfilled,
       sum(opened)::int AS opened, sum(solved)::int AS solved
  FROM (
    SELECT date_part('month', w.collected_at AT TIME ZONE :zone)::int AS month,
           count(*) AS came, 0 AS fulfilled, 0 AS opened, 0 AS solved
      FROM wish w WHERE w.kind = 'micro_wish' AND w.merged_into_id IS NULL
       AND w.collected_at >= :since AND w.collected_at < :until AND {WISHES_WITHIN} GROUP BY 1
    UNION ALL
    SELECT date_part('month', w.closed_at AT TIME ZONE :zone)::int, 0, count(*), 0, 0
      FROM wish w WHERE w.kind = 'micro_wish' AND w.ending = 'fulfilled' AND w.stage = 'closed'
       AND w.closed_at >= :since AND w.closed_at < :until AND {WISHES_WITHIN} GROUP BY 1
    UNION ALL
    SELECT date_part('month', i.opened_at AT TIME ZONE :zone)::int, 0, 0, count(*), 0
      FROM issue i WHERE i.merged_into_id IS NULL
       AND i.opened_at >= :since AND i.opened_at < :until AND {ISSUES_WITHIN} GROUP BY 1
    UNION ALL
    SELECT date_part('month', i.closed_at AT TIME ZONE :zone)::int, 0, 0, 0, count(*)
      FROM issue i WHERE i.ending = 'solved'
       AND i.closed_at >= :since AND i.closed_at < :until AND {ISSUES_WITHIN} GROUP BY 1
  ) AS counted GROUP BY month ORDER BY month
"""  # noqa: S608 - own words

_CATEGORIES = f"""
SELECT c.slug, c.name, c.name_en, count(*) FILTER (WHERE w.collected_at >= :since) AS now,
       count(*) FILTER (WHERE w.collected_at < :since) AS before
  FROM wish w JOIN category c ON c.id = w.category_id
 WHERE w.kind = 'micro_wish' AND w.merged_into_id IS NULL
   AND w.collected_at >= :before AND w.collected_at < :until AND {WISHES_WITHIN}
   AND (w.collected_at >= :since OR w.collected_at < :same)
 GROUP BY c.slug, c.name, c.name_en ORDER BY now DESC, before DESC, c.slug LIMIT {MOST}
"""  # noqa: S608


class Month(NamedTuple):
    """A month: wishes that came, came true; problems that were opened, solved."""

    month: int
    came: int = 0
    fulfilled: int = 0
    opened: int = 0
    solved: int = 0


class Changed(NamedTuple):
    """A category: how many wishes this year, and on the same days of the year before."""

    slug: str
    name: str
    name_en: str
    now: int
    before: int

    @property
    def shown(self) -> str:
        """Its name in the reader's language."""
        return self.name_en if current_locale() == "en" and self.name_en else self.name


_months: Recent[Looked, list[Month]] = Recent(GOOD_FOR, own_commits=True)
_changed: Recent[Looked, list[Changed]] = Recent(GOOD_FOR, own_commits=True)


async def months(looked: Looked) -> list[Month]:
    """The months of a year, of this year those that have begun."""
    return await _months.get(looked, lambda: count_months(looked))


async def changed_categories(looked: Looked) -> list[Changed]:
    """The categories of which most came, with the year before."""
    return await _changed.get(looked, lambda: count_categories(looked))


async def count_months(looked: Looked) -> list[Month]:
    """The same, counted now."""
    rows = {row.month: Month(*row) for row in await hot_rows(_MONTHS, looked.values())}
    return [rows.get(number, Month(number)) for number in looked.begun]


async def count_categories(looked: Looked) -> list[Changed]:
    """The same, counted now."""
    earlier = looked.same_days_before().values()
    values = looked.values() | {"before": earlier["since"], "same": earlier["until"]}
    return [Changed(*row) for row in await hot_rows(_CATEGORIES, values)]
