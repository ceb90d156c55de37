"""Working days follow the calendar the State Council announced, make-up days included."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers import environment
from wishboard.core.calendar import (
    Calendar,
    Span,
    add_working_days,
    explained,
    is_working_day,
    knows_year,
    working_days_between,
)
from wishboard.core.clock import city_date, frozen, today
from wishboard.i18n import speaking

HOLIDAYS = {
    "new year 2025": ("2025-01-01", 1),
    "spring festival 2025": ("2025-01-28", 8),
    "tomb sweeping 2025": ("2025-04-04", 3),
    "labour day 2025": ("2025-05-01", 5),
    "dragon boat 2025": ("2025-05-31", 3),
    "national day and mid-autumn 2025": ("2025-10-01", 8),
    "new year 2026": ("2026-01-01", 3),
    "spring festival 2026": ("2026-02-15", 9),
    "tomb sweeping 2026": ("2026-04-04", 3),
    "labour day 2026": ("2026-05-01", 5),
    "dragon boat 2026": ("2026-06-19", 3),
    "mid-autumn 2026": ("2026-09-25", 3),
    "national day 2026": ("2026-10-01", 7),
}
MAKE_UP_DAYS = [
    "2025-01-26",
    "2025-02-08",
    "2025-04-27",
    "2025-09-28",
    "2025-10-11",
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
]


@pytest.mark.parametrize("feast", HOLIDAYS)
def test_nobody_works_on_a_holiday(feast: str) -> None:
    first, length = HOLIDAYS[feast]
    days = [date.fromisoformat(first) + timedelta(days=n) for n in range(length)]
    assert not any(map(is_working_day, days))


@pytest.mark.parametrize("day", MAKE_UP_DAYS)
def test_a_make_up_day_at_the_weekend_is_worked(day: str) -> None:
    assert date.fromisoformat(day).weekday() >= 5
    assert is_working_day(date.fromisoformat(day))


def test_every_other_day_of_2025_and_2026_is_a_plain_weekday_or_weekend() -> None:
    special = {date.fromisoformat(day) for day in MAKE_UP_DAYS}
    for first, length in HOLIDAYS.values():
        special |= {date.fromisoformat(first) + timedelta(days=n) for n in range(length)}
    day = date(2025, 1, 1)
    while day < date(2027, 1, 1):
        if day not in special:
            assert is_working_day(day) == (day.weekday() < 5), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2025-11-21", 0, "2025-11-21"),
        ("2025-11-21", 1, "2025-11-24"),
        ("2025-01-24", 1, "2025-01-26"),
        ("2025-01-24", 5, "2025-02-07"),
        ("2025-01-27", 1, "2025-02-05"),
        ("2025-02-05", 3, "2025-02-08"),
        ("2025-09-26", 1, "2025-09-28"),
        ("2025-09-30", 1, "2025-10-09"),
        ("2025-09-30", 3, "2025-10-11"),
        ("2025-09-30", 15, "2025-10-28"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-02-14", 5, "2026-02-28"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2025-12-31", 1, "2026-01-04"),
    ],
)
def test_so_many_working_days_later(start: str, count: int, end: str) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert add_working_days(first, count) == last
    assert working_days_between(first, last) == count


def test_a_year_nobody_has_announced_counts_monday_to_friday() -> None:
    assert knows_year(2025) and knows_year(2026)
    assert not knows_year(2099)
    friday = date(2099, 10, 2)
    assert friday.weekday() == 4 and is_working_day(friday)
    assert not is_working_day(friday + timedelta(days=1))
    assert add_working_days(friday, 1) == friday + timedelta(days=3)


def test_a_span_may_reach_into_an_unannounced_year() -> None:
    assert working_days_between(date(2098, 12, 26), date(2099, 1, 9)) == 10


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(0, 40))
def test_adding_and_counting_agree(day: date, count: int) -> None:
    later = add_working_days(day, count)
    assert working_days_between(day, later) == count
    assert count == 0 or is_working_day(later)


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert working_days_between(date(2025, 11, 21), date(2025, 11, 1)) == 0


@pytest.mark.parametrize(
    ("start", "due", "span"),
    [
        ("2025-11-03", "2025-11-24", Span(15)),
        ("2025-01-20", "2025-02-14", Span(15, holidays=6, makeup=2)),
        ("2026-02-09", "2026-03-06", Span(15, holidays=6, makeup=2)),
        ("2025-09-22", "2025-10-17", Span(15, holidays=6, makeup=2)),
        ("2026-09-18", "2026-10-15", Span(15, holidays=6, makeup=2)),
        ("2025-12-22", "2026-01-13", Span(15, holidays=2, makeup=1)),
        ("2025-12-31", "2026-01-04", Span(1, holidays=2, makeup=1)),
        ("2025-11-21", "2025-11-21", Span()),
    ],
)
def test_a_due_date_is_explained(start: str, due: str, span: Span) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(due)
    assert explained(first, last) == span
    assert add_working_days(first, span.working) == last


def test_the_explanation_is_a_sentence_in_both_languages() -> None:
    with speaking("en"):
        assert Span(15).sentence() == "15 working days"
        assert Span(15, 3).sentence() == "15 working days, 3 holidays in between"
        assert Span(1, 1, 1).sentence() == (
            "1 working day, 1 holiday in between, 1 weekend day worked"
        )
    with speaking("zh"):
        assert Span(15, 3, 1).sentence() == "15 个工作日，其间放假 3 天，周末调休上班 1 天"


@pytest.mark.parametrize(
    ("moment", "zone", "day", "due"),
    [
        ("2026-02-13T15:59", "Asia/Shanghai", "2026-02-13", "2026-02-14"),
        ("2026-02-13T16:00", "Asia/Shanghai", "2026-02-14", "2026-02-24"),
        ("2026-09-30T15:59", "Asia/Shanghai", "2026-09-30", "2026-10-08"),
        ("2025-12-31T15:59", "Asia/Shanghai", "2025-12-31", "2026-01-04"),
        ("2025-12-31T16:00", "Asia/Shanghai", "2026-01-01", "2026-01-04"),
        ("2026-03-29T00:30", "Europe/Berlin", "2026-03-29", "2026-03-30"),
        ("2026-03-29T22:30", "Europe/Berlin", "2026-03-30", "2026-03-31"),
        ("2026-03-28T22:30", "Europe/Berlin", "2026-03-28", "2026-03-30"),
        ("2026-10-25T22:30", "Europe/Berlin", "2026-10-25", "2026-10-26"),
        ("2026-10-24T22:30", "Europe/Berlin", "2026-10-25", "2026-10-26"),
        ("2026-10-25T23:30", "Europe/Berlin", "2026-10-26", "2026-10-27"),
    ],
)
def test_the_clock_starts_on_the_citys_day_however_moments_are_stored(
    moment: str, zone: str, day: str, due: str
) -> None:
    """Moments are stored in UTC; in some cities an hour is skipped or comes twice."""
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    with environment(time_zone=zone), frozen(at):
        assert city_date(at) == today() == date.fromisoformat(day)
        assert add_working_days(today(), 1) == date.fromisoformat(due)


def test_stored_days_win_and_the_rest_of_their_year_follows_the_week() -> None:
    saturday, monday = date(2099, 10, 10), date(2099, 10, 5)
    calendar = Calendar({monday: False, saturday: True})
    assert calendar.knows(2099) and not Calendar().knows(2099)
    assert calendar.works(saturday) and not calendar.works(monday)
    assert calendar.add(date(2099, 10, 2), 5) == saturday
    assert Calendar({date(2026, 10, 1): True}).works(date(2026, 10, 1))
    assert not Calendar({date(2026, 10, 1): True}).works(date(2026, 10, 2))
