"""The registers of a leader area by area: what is red, over its date, put off, left behind."""

from typing import NamedTuple

from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent
from wishboard.i18n import current_locale
from wishboard.reports.course.looked import ISSUES_WITHIN, WISHES_WITHIN, Looked

GOOD_FOR = 60

_REGISTERS = f"""
WITH base AS (
  SELECT id, path FROM area
   WHERE CASE WHEN :area = '' THEN parent_id IS NULL ELSE public_id = :area END),
found AS (
  SELECT i.area_id, 'red' AS what FROM issue i JOIN rung r ON r.number = i.rung
   WHERE r.colour = 'red' AND i.stage IN ('dispatched', 'accepted') AND {ISSUES_WITHIN}
  UNION ALL
  SELECT i.area_id, 'late' FROM issue i
   WHERE i.stage IN ('dispatched', 'accepted') AND i.due_on < :today AND {ISSUES_WITHIN}
  UNION ALL
  SELECT w.area_id, 'deferred' FROM wish w WHERE w.stage = 'deferred'
     AND w.kind = 'micro_wish' AND w.merged_into_id IS NULL AND {WISHES_WITHIN}
  UNION ALL
  SELECT i.area_id, 'legacy' FROM issue i
   WHERE i.kind = 'legacy' AND i.stage <> 'closed' AND {ISSUES_WITHIN})
SELECT t.public_id, t.name, t.name_en, t.id = b.id AS own,
       (count(*) FILTER (WHERE f.what = 'red'))::int AS red,
       (count(*) FILTER (WHERE f.what = 'late'))::int AS late,
       (count(*) FILTER (WHERE f.what = 'deferred'))::int AS deferred,
       (count(*) FILTER (WHERE f.what = 'legacy'))::int AS legacy
  FROM found f JOIN area here ON here.id = f.area_id
  JOIN base b ON here.path LIKE b.path || '%'
  JOIN area t ON t.id = b.id AND here.id = b.id
              OR t.parent_id = b.id AND here.path LIKE t.path || '%'
 GROUP BY t.id, b.id ORDER BY red DESC, late DESC, legacy DESC, deferred DESC, t.name, t.id
"""  # noqa: S608 - own words


class Register(NamedTuple):
    """One area below the one looked at, or what lies on that one itself (`own`), today.

    Problems in red and over their date, wishes put off, old problems open.
    """

    area: str
    name: str
    name_en: str
    own: bool
    red: int
    late: int
    deferred: int
    legacy: int

    @property
    def shown(self) -> str:
        """Its name in the reader's language."""
        return self.name_en if current_locale() == "en" and self.name_en else self.name

    @property
    def told(self) -> dict[str, str]:
        """The area in addresses."""
        return {"area": self.area} | ({"own": "yes"} if self.own else {})


_recent: Recent[Looked, list[Register]] = Recent(GOOD_FOR, own_commits=True)


async def registers(looked: Looked) -> list[Register]:
    """The areas where something stands in a register, the most pressing first."""
    return await _recent.get(looked, lambda: _count(looked))


async def _count(looked: Looked) -> list[Register]:
    return [Register(*row) for row in await hot_rows(_REGISTERS, looked.values())]
