"""Weeks, months, quarters and years have names, neighbours and whole months in them."""

from datetime import date, timedelta

import pytest

from wishboard.core.periods import Period, period
from wishboard.reports.rates.ranking import pieces


def named(name: str) -> Period:
    found = period(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "since", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
    ],
)
def test_a_name_means_days(name: str, since: str, last: str) -> None:
    found = named(name)
    assert (found.since.isoformat(), found.last.isoformat()) == (since, last)


@pytest.mark.parametrize(
    "name", ["", "26", "2026-13", "2026-W54", "2026-Q5", "0000", "2026-1", "9999", "2026-11-01"]
)
def test_other_names_mean_nothing(name: str) -> None:
    assert period(name) is None


@pytest.mark.parametrize(
    ("name", "before", "after", "year_before"),
    [
        ("2026", "2025", "2027", "2025"),
        ("2026-Q1", "2025-Q4", "2026-Q2", "2025-Q1"),
        ("2026-12", "2026-11", "2027-01", "2025-12"),
        ("2026-W01", "2025-W52", "2026-W02", "2025-W01"),
        ("2020-W53", "2020-W52", "2021-W01", "2020-W52"),
    ],
)
def test_neighbours(name: str, before: str, after: str, year_before: str) -> None:
    found = named(name)
    neighbours = (found.before.name, found.after.name, found.year_before.name)
    assert neighbours == (before, after, year_before)


@pytest.mark.parametrize("length", [1, 6, 20, 40, 75, 400])
def test_pieces_cover_each_day_once(length: int) -> None:
    for start in (date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 14), date(2026, 12, 3)):
        over = Period("some", start, start + timedelta(days=length))
        at = pieces(over)
        days = [*_days(at["day"], at["days"]), *_days(at["month"], at["months"])]
        days += _days(at["late"], at["later"])
        assert sorted(days) == _days(over.since, over.until)
        assert at["month"].day == at["months"].day == 1 or at["month"] == at["months"]


def _days(since: date, until: date) -> list[date]:
    return [since + timedelta(days=n) for n in range((until - since).days)]
