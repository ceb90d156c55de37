"""Working days by the official calendar of the State Council, with its make-up days.

Days that the town has stored win over those of the library; see `core.stored_calendar`. A year
nobody has announced yet counts Monday to Friday.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

from wishboard.i18n import ngettext

NEXT_YEAR_BY = 12
"""The month in which the next year is announced, as a rule, and its days begin to matter."""


@dataclass(frozen=True, slots=True)
class Span:
    """What lies between two dates, the first not counted and the last counted.

    `holidays` are days from Monday to Friday on which nobody works, `makeup` days at a weekend on
    which everybody does.
    """

    working: int = 0
    holidays: int = 0
    makeup: int = 0

    def sentence(self) -> str:
        """The span in the reader's language, as in “15 working days, 3 holidays in between”."""
        said = ngettext("%(num)s working day", "%(num)s working days", self.working)
        if self.holidays:
            said += ngettext(
                ", %(num)s holiday in between", ", %(num)s holidays in between", self.holidays
            )
        if self.makeup:
            said += ngettext(
                ", %(num)s weekend day worked", ", %(num)s weekend days worked", self.makeup
            )
        return said


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a town: those that were stored, and all others by the library."""

    stored: Mapping[date, bool] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """Whether offices work on a day."""
        known = self.stored.get(day)
        return _by_library(day) if known is None else known

    def knows(self, year: int) -> bool:
        """Whether the year's holidays and make-up days are known."""
        return _library_knows(year) or any(day.year == year for day in self.stored)

    def add(self, day: date, count: int) -> date:
        """The date `count` working days after `day`; `day` itself is not counted."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.works(day)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`."""
        return self.explained(start, end).working

    def explained(self, start: date, end: date) -> Span:
        """What lies after `start`, up to and including `end`."""
        days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
        worked = [day for day in days if self.works(day)]
        free = set(days) - set(worked)
        return Span(
            working=len(worked),
            holidays=sum(day.weekday() < 5 for day in free),
            makeup=sum(day.weekday() >= 5 for day in worked),
        )


_current = Calendar()


def current_calendar() -> Calendar:
    """The calendar that this process goes by."""
    return _current


def go_by(calendar: Calendar) -> None:
    """Let this process go by another calendar."""
    global _current  # noqa: PLW0603 - one calendar a process is the point
    _current = calendar


def is_working_day(day: date) -> bool:
    """Whether offices work on this day; Monday to Friday in years nobody has announced yet."""
    return _current.works(day)


def knows_year(year: int) -> bool:
    """Whether the year's holidays and make-up days are known."""
    return _current.knows(year)


def unknown_years(day: date) -> list[int]:
    """The years whose calendar should be known on a day and is not: this one, in time the next."""
    wanted = [day.year, day.year + 1] if day.month >= NEXT_YEAR_BY else [day.year]
    return [year for year in wanted if not knows_year(year)]


def add_working_days(day: date, count: int) -> date:
    """The date `count` working days after `day`; `day` itself is not counted."""
    return _current.add(day, count)


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`."""
    return _current.between(start, end)


def explained(start: date, due: date) -> Span:
    """How a due date came about that was counted from a start."""
    return _current.explained(start, due)


@lru_cache(maxsize=4096)
def _by_library(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


@lru_cache(maxsize=64)
def _library_knows(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
