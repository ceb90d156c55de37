"""What a leader should know of at once: what is red, put off, old, praised, found unasked."""

from typing import NamedTuple

from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent
from wishboard.reports.course.looked import ISSUES_WITHIN, WISHES_WITHIN, Looked

GOOD_FOR = 60

_STANDING = f"""
SELECT
  (SELECT count(*) FROM issue i JOIN rung r ON r.number = i.rung AND r.colour = 'red'
    WHERE i.stage IN ('dispatched', 'accepted') AND {ISSUES_WITHIN}) AS red,
  (SELECT count(*) FROM issue i WHERE i.stage IN ('dispatched', 'accepted')
      AND i.due_on < :today AND {ISSUES_WITHIN}) AS late,
  (SELECT count(*) FROM wish w WHERE w.stage = 'deferred' AND {WISHES_WITHIN}) AS deferred,
  (SELECT count(*) FROM issue i WHERE i.kind = 'legacy' AND i.stage <> 'closed'
      AND {ISSUES_WITHIN}) AS legacy,
  (SELECT count(*) FROM answer s JOIN wish w ON w.id = s.wish_id
    WHERE s.praise AND s.at >= :since AND s.at < :until AND {WISHES_WITHIN}) AS praised,
  (SELECT count(*) FROM issue i WHERE i.proactive AND i.merged_into_id IS NULL
      AND i.opened_at >= :since AND i.opened_at < :until AND {ISSUES_WITHIN}) AS proactive,
  (SELECT count(*) FROM issue i WHERE i.merged_into_id IS NULL
      AND i.opened_at >= :since AND i.opened_at < :until AND {ISSUES_WITHIN}) AS opened
"""  # noqa: S608 - own words


class Standing(NamedTuple):
    """Problems in red and over their date; wishes put off; old problems open; praise in the year;
    problems of the year that were found before anyone complained, out of all that were opened.
    """

    red: int
    late: int
    deferred: int
    legacy: int
    praised: int
    proactive: int
    opened: int


_recent: Recent[Looked, Standing] = Recent(GOOD_FOR, own_commits=True)


async def standing(looked: Looked) -> Standing:
    """How it stands today; praise and the share found unasked are of this time."""
    return await _recent.get(looked, lambda: count_standing(looked))


async def count_standing(looked: Looked) -> Standing:
    """The same, counted now."""
    (row,) = await hot_rows(_STANDING, looked.values())
    return Standing(*row)
