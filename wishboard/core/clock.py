"""The one clock. Everything asks it, so a test can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from wishboard.settings import settings

_shown: datetime | None = None


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _shown or datetime.now(UTC)


YEARS = range(1900, 2200)
"""Where days may lie; a day added to the first or the last of all days leaves the calendar."""


def today() -> date:
    """The date in the city's time zone."""
    return city_date(now())


def city_date(moment: datetime) -> date:
    """The date on which a moment falls in the city."""
    return moment.astimezone(settings().zone).date()


def start_of(day: date) -> datetime:
    """The first moment of a city day, in UTC."""
    return datetime.combine(day, time.min, settings().zone).astimezone(UTC)


@contextmanager
def frozen(at: datetime | date) -> Iterator[None]:
    """Show a fixed moment (a date means noon in the city) to the whole process."""
    global _shown  # noqa: PLW0603 - one clock a process is the point
    before = _shown
    _shown = at if isinstance(at, datetime) else start_of(at) + timedelta(hours=12)
    try:
        yield
    finally:
        _shown = before
