"""The generated year fits the tables of today, and its figures hold before they are believed."""

import pytest

from bench import closings, rankings, year
from wishboard.core.database import disconnect

SMALL = {
    "items": 240,
    "streets": 3,
    "communities": 30,
    "organizations": 20,
    "people": 60,
    "members": 10,
}


@pytest.fixture
async def small_year(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> str:
    await disconnect()
    monkeypatch.setattr(year, "_NUMBERS", year._NUMBERS | SMALL)
    year._fill(fresh_database)
    return fresh_database


async def test_rankings_say_what_a_plain_scan_and_a_recount_say(
    small_year: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rankings, "ROUNDS", 1)
    monkeypatch.setattr(rankings, "STREETS", SMALL["streets"])
    figure = await rankings._measured(small_year)
    assert (figure.name, figure.unit) == ("ranking_ms", "ms")


async def test_closings_are_credited_once_by_the_house_and_by_the_driver(
    small_year: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("ROUNDS", 1), ("OURS", 4), ("THEIRS", 6), ("EACH", 10), ("WRITERS", 3)):
        monkeypatch.setattr(closings, name, value)
    figure = await closings._measured(small_year, year.answered(small_year, 10))
    assert figure.name == "close_credit_ratio" and figure.value > 0
