"""The hot words of an area and a month, as they were counted last night."""

from datetime import date
from typing import NamedTuple

from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent
from wishboard.reports.hotwords.months import month_before, same_last

GOOD_FOR = 60

_HERE = """
FROM hot_word h JOIN area a ON a.id = h.area_id
 WHERE (CASE WHEN :area = '' THEN a.parent_id IS NULL ELSE a.public_id = :area END)
"""
_MONTHS = f"""
SELECT DISTINCT h.month {_HERE} AND h.month >= :first AND h.month <= :last ORDER BY 1
"""
_WORDS = f"""
SELECT h.word, h.wishes, h.before, h.people, h.last {_HERE} AND h.month = :month
 ORDER BY h.position LIMIT 20
"""


class Said(NamedTuple):
    """A word: wishes of the month that hold it, the same days before, how many people."""

    word: str
    wishes: int
    before: int
    people: int


class HotWords(NamedTuple):
    """The words of a month, what grew most first; None when no month of the year has any."""

    month: date
    last: date
    months: list[int]
    words: list[Said]

    @property
    def now(self) -> dict[str, str]:
        """The month in addresses, as far as it was counted."""
        return _told(self.month, self.last)

    @property
    def earlier(self) -> dict[str, str]:
        """The month before in addresses, as far as it is compared."""
        return _told(month_before(self.month), same_last(self.month, self.last))


_recent: Recent[tuple[str, int, int], HotWords | None] = Recent(GOOD_FOR, own_commits=True)


async def hot_words(area: str, year: int, month: int = 0) -> HotWords | None:
    """The hot words of an area (empty: the town); of the year's newest month unless one is asked.

    Words are counted for streets and what is larger; a community has none of its own.
    """
    return await _recent.get((area, year, month), lambda: _look(area, year, month))


async def _look(area: str, year: int, month: int) -> HotWords | None:
    over = {"area": area, "first": date(year, 1, 1), "last": date(year, 12, 1)}
    known = [row.month for row in await hot_rows(_MONTHS, over)]
    if not known:
        return None
    chosen = next((one for one in known if one.month == month), known[-1])
    rows = await hot_rows(_WORDS, {"area": area, "month": chosen})
    words = [Said(*row[:4]) for row in rows]
    return HotWords(chosen, rows[0].last, [one.month for one in known], words)


def _told(month: date, last: date) -> dict[str, str]:
    return {"year": str(month.year), "month": str(month.month), "last": last.isoformat()}
