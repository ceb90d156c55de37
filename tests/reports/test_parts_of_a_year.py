"""Months and quarters of a year, and bodies with all below them, in outcomes, course and rates."""

from datetime import date

import pytest

from tests.cast import Town
from tests.deeds import done
from tests.reports.rates.heard import followed
from wishboard.core.clock import frozen
from wishboard.core.periods import month_of
from wishboard.reports.course.looked import Looked, looked_from
from wishboard.reports.course.rows import course_rows
from wishboard.reports.outcomes.extent import By, Extent, What, extent_from
from wishboard.reports.outcomes.rows import outcome_rows
from wishboard.reports.outcomes.tables import count_outcomes
from wishboard.reports.rates.models import Board, Matter
from wishboard.reports.rates.rows import Figure, rows_behind

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("asked", "means"),
    [
        ({"year": "2026", "quarter": "3"}, Looked(2026, quarter=3)),
        ({"year": "2026", "month": "3", "quarter": "3"}, Looked(2026, month=3)),
        ({"year": "2026", "quarter": "5", "month": "13"}, Looked(2026)),
        ({"year": "2026", "organization": "abc"}, Looked(2026, organization="abc")),
    ],
)
def test_an_address_asks_for_a_part(asked: dict[str, str], means: Looked) -> None:
    assert looked_from(asked) == means


@pytest.mark.parametrize(
    ("part", "means"), [("Q3", "Q3"), ("10", "10"), ("W10", ""), ("13", ""), ("Q5", ""), ("1", "")]
)
def test_outcomes_of_a_part(part: str, means: str) -> None:
    found = extent_from({"year": "2026", "part": part, "under": "abc"})
    assert found == Extent(2026, part=means, under="abc")
    assert extent_from(found.given()) == found
    assert not extent_from({"year": "all", "part": "Q3"}).part


def test_what_goes_on_is_compared_with_the_same_days() -> None:
    with frozen(MONDAY):
        november = Looked(2026, month=11).same_days_before()
        assert november == Looked(2025, month=11, last=date(2025, 11, 16))
        assert Looked(2026, month=10).same_days_before() == Looked(2025, month=10)
        assert Looked(2026, quarter=4).same_days_before().last == date(2025, 11, 16)
    with frozen(date(2028, 2, 29)):
        assert Looked(2028, month=2).same_days_before().last == date(2027, 2, 28)


async def test_each_part_has_its_own_rows(town: Town) -> None:
    for day in (date(2025, 11, 2), date(2026, 9, 30), date(2026, 10, 1), MONDAY):
        with frozen(day):
            await town.closed()
    with frozen(MONDAY):
        for part, now, before in (("", 3, 1), ("Q3", 1, 0), ("Q4", 2, 1), ("11", 1, 1)):
            extent = Extent(2026, part=part)
            table = await count_outcomes(extent, By.lane)
            assert (table.now.wishes, table.before.wishes) == (now, before), part
            assert len(await done(outcome_rows, extent, What.wishes)) == now
        for looked, many in ((Looked(2026, quarter=3), 1), (Looked(2026, quarter=4), 2)):
            assert len(await done(course_rows, looked, "came")) == many


async def test_a_body_shows_what_those_below_it_did(town: Town) -> None:
    with frozen(MONDAY):
        await town.closed()
        await followed()
        for name, kept, did in (
            ("柳荫街道党工委", 1, 1),
            ("柳荫社区党委", 1, 1),
            ("柳荫第一支部", 0, 1),
            ("河东社区党委", 0, 0),
        ):
            body = town.organizations[name].public_id
            looked = Looked(2026, organization=body)
            assert len(await done(course_rows, looked, "came")) == kept, name
            extent = Extent(2026, under=body)
            assert (await count_outcomes(extent, By.lane)).now.wishes == did, name
            whose = (Board.organization, Matter.individual, month_of(MONDAY), body)
            rows = await done(rows_behind, *whose, Figure.counted, below=True)
            assert len(rows) == kept, name
