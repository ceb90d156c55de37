"""What a leader looks at: a year or a part of it, an area or a body, in SQL and in addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from wishboard.core.clock import start_of, today
from wishboard.core.moments import NoMoment, read_day
from wishboard.core.periods import Period, period
from wishboard.settings import settings

_EARLIEST = 2000
_MONTHS = frozenset(map(str, range(1, 13)))
_QUARTERS = frozenset(map(str, range(1, 5)))
_WITHIN = """
(:area = '' OR EXISTS (SELECT FROM area here, area top
  WHERE here.id = {0}.area_id AND top.public_id = :area AND here.path LIKE top.path || '%'
    AND (NOT :own OR here.id = top.id)))
AND (:organization = '' OR EXISTS (SELECT FROM organization body, organization top
  WHERE top.public_id = :organization AND body.path LIKE top.path || '%'
    AND body.id IN ({1})))
"""
_LEAD = """(SELECT s.organization_id FROM assignment s
   WHERE s.issue_id = i.id AND s.part = 'lead'
   ORDER BY (s.ended_at IS NULL) DESC, s.id DESC LIMIT 1)
"""
WISHES_WITHIN = _WITHIN.format("w", "w.keeper_id")
"""Wishes `w` of the area, or kept by the body or one below it."""
ISSUES_WITHIN = _WITHIN.format("i", f"i.keeper_id, {_LEAD}")
"""Problems `i` of the area, or kept or led by the body or one below it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A year, an area with all below it, a body with all below it; without either the whole town.

    `month` is one month of the year and `quarter` one quarter, 0 the whole; `last` ends it earlier.
    `own` leaves out what lies below the area.
    """

    year: int
    area: str = ""
    month: int = 0
    last: date | None = None
    quarter: int = 0
    organization: str = ""
    own: bool = False

    def given(self) -> dict[str, str]:
        """The same by the names used in addresses."""
        told = {
            "year": str(self.year),
            "area": self.area,
            "organization": self.organization,
            "month": str(self.month or ""),
            "quarter": str(self.quarter or ""),
            "last": self.last.isoformat() if self.last else "",
            "own": "yes" if self.own else "",
        }
        return {name: value for name, value in told.items() if value}

    @property
    def over(self) -> Period:
        """The year, or the part of it."""
        part = f"-{self.month:02d}" if self.month else f"-Q{self.quarter}" if self.quarter else ""
        found = period(f"{self.year}{part}")
        assert found is not None
        return found

    @property
    def begun(self) -> range:
        """The months of the year by their numbers, without those of this year still to come."""
        return range(1, (today().month if self.year == today().year else 12) + 1)

    def year_before(self) -> "Looked":
        """The same a year before, whole."""
        return replace(self, year=self.year - 1, last=None)

    def same_days_before(self) -> "Looked":
        """The same a year before; of what is not over, only the same days of it."""
        day, over = today(), self.over
        if not over.since <= day < over.until:
            return self.year_before()
        before = over.year_before
        return replace(self.year_before(), last=min(before.since + (day - over.since), before.last))

    def values(self) -> dict[str, Any]:
        """`:since`, `:until` (moments), `:today`, `:zone`, `:area`, `:organization` in SQL."""
        over = self.over
        until = min(over.until, self.last + timedelta(days=1)) if self.last else over.until
        return {
            "since": start_of(over.since),
            "until": start_of(until),
            "zone": settings().zone.key,
            "area": self.area,
            "organization": self.organization,
            "own": self.own,
            "today": today(),
        }


def looked_from(given: Mapping[str, str]) -> Looked:
    """What an address asks for; this year and the whole town where it says nothing."""
    year, month, quarter = (given.get(name, "") for name in ("year", "month", "quarter"))
    known = year.isascii() and year.isdigit() and _EARLIEST <= int(year[:5]) < 9999
    return Looked(
        int(year) if known else today().year,
        _name(given, "area"),
        int(month) if month in _MONTHS else 0,
        _day(given.get("last", "")),
        int(quarter) if quarter in _QUARTERS and month not in _MONTHS else 0,
        _name(given, "organization"),
        given.get("own") == "yes",
    )


def _name(given: Mapping[str, str], field: str) -> str:
    return given.get(field, "")[:16].replace("\0", "")


def _day(text: str) -> date | None:
    try:
        return read_day(text) if text else None
    except NoMoment:
        return None
