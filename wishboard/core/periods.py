"""Weeks, months, quarters and years by their names: `2026-W46`, `2026-11`, `2026-Q4`, `2026`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from wishboard.i18n import gettext as _
from wishboard.i18n.dates import day as dated

_NAME = re.compile(r"(\d{4})(?:-(?:W(\d{2})|Q([1-4])|(\d{2})))?")
_EARLIEST = 1990


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, the last not counted."""

    name: str
    since: date
    until: date

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        return self.until - timedelta(days=1)

    @property
    def before(self) -> "Period":
        """The one of the same kind before it."""
        return period_like(self.name, self.since - timedelta(days=1))

    @property
    def after(self) -> "Period":
        """The one of the same kind after it."""
        return period_like(self.name, self.until)

    @property
    def year_before(self) -> "Period":
        """The same a year earlier; of a week, the week of the same number."""
        name = f"{int(self.name[:4]) - 1}{self.name[4:]}"
        return period(name) or self.before


def period(name: str) -> Period | None:
    """The period of this name, or None when there is no such thing."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    year, week, quarter, month = (int(part) if part else None for part in found.groups())
    if year is None or not _EARLIEST <= year < 9999:
        return None
    try:
        if week is not None:
            return _week(date.fromisocalendar(year, week, 1))
        if quarter is not None:
            return _months(name, year, quarter * 3 - 2, 3)
        return _months(name, year, 1, 12) if month is None else _months(name, year, month, 1)
    except ValueError:
        return None


def month_of(day: date) -> Period:
    """The month in which a day lies."""
    return _months(f"{day:%Y-%m}", day.year, day.month, 1)


def year_of(day: date) -> Period:
    """The year in which a day lies."""
    return _months(f"{day:%Y}", day.year, 1, 12)


def quarter_of(day: date) -> Period:
    """The quarter in which a day lies."""
    number = (day.month + 2) // 3
    return _months(f"{day:%Y}-Q{number}", day.year, number * 3 - 2, 3)


def week_of(day: date) -> Period:
    """The week in which a day lies, from Monday to Sunday."""
    return _week(day - timedelta(days=day.weekday()))


def period_like(name: str, day: date) -> Period:
    """The period of the same kind as the named one in which a day lies."""
    if "W" in name:
        return week_of(day)
    if "Q" in name:
        return quarter_of(day)
    return month_of(day) if "-" in name else year_of(day)


def named(over: Period) -> str:
    """A period in words."""
    year, _dash, part = over.name.partition("-")
    if part.startswith("W"):
        return _(
            "Week %(week)s of %(year)s, %(since)s to %(last)s",
            week=int(part[1:]),
            year=year,
            since=dated(over.since),
            last=dated(over.last),
        )
    if part.startswith("Q"):
        return _("Quarter %(quarter)s of %(year)s", quarter=part[1:], year=year)
    if part:
        return _("Month %(month)s of %(year)s", month=int(part), year=year)
    return _("The year %(year)s", year=year)


def _week(monday: date) -> Period:
    year, week, _day = monday.isocalendar()
    return Period(f"{year}-W{week:02d}", monday, monday + timedelta(days=7))


def _months(name: str, year: int, first: int, many: int) -> Period:
    end = first + many
    until = date(year + (end > 12), (end - 1) % 12 + 1, 1)
    return Period(name, date(year, first, 1), until)
