"""Everything asks one clock, and the city's own midnight ends the day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.servers import environment
from wishboard.core.clock import city_date, frozen, now, start_of, today


def test_the_clock_shows_this_moment_in_utc() -> None:
    assert abs(now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert now().tzinfo is UTC


def test_a_frozen_clock_stands_still_and_goes_on_afterwards() -> None:
    moment = datetime(2025, 11, 21, 3, 4, 5, tzinfo=UTC)
    with frozen(moment):
        assert now() == moment
        with frozen(moment + timedelta(days=1)):
            assert now() == moment + timedelta(days=1)
        assert now() == moment
    assert now() > moment


def test_a_frozen_clock_goes_on_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), frozen(date(2025, 1, 1)):
        raise ZeroDivisionError
    assert now().year != 2025 or today() != date(2025, 1, 1)


def test_a_date_means_noon_in_the_city() -> None:
    with frozen(date(2025, 11, 21)):
        assert today() == date(2025, 11, 21)
        assert now() == datetime(2025, 11, 21, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 12, 31, 15, 59, tzinfo=UTC), date(2025, 12, 31)),
        (datetime(2025, 12, 31, 16, 0, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 1, 1, 15, 59, 59, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_the_year_ends_at_midnight_in_the_city(moment: datetime, day: date) -> None:
    assert city_date(moment) == day
    assert start_of(day) <= moment < start_of(day + timedelta(days=1))


def test_another_city_has_another_midnight() -> None:
    moment = datetime(2025, 6, 1, 20, 0, tzinfo=UTC)
    with environment(time_zone="America/New_York"):
        assert city_date(moment) == date(2025, 6, 1)
        assert start_of(date(2025, 3, 10)) - start_of(date(2025, 3, 9)) == timedelta(hours=23)
    assert city_date(moment) == date(2025, 6, 2)
