"""The year for those who lead: the seven steps, trends, registers; each figure with its rows."""

from datetime import date

import pytest

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.issues.knots import dispatched, several, solved
from wishboard.core.clock import frozen
from wishboard.reports.course.looked import Looked, looked_from
from wishboard.reports.course.rows import ISSUES, WISHES, course_rows
from wishboard.reports.course.standing import standing
from wishboard.reports.course.steps import flow, worked_days
from wishboard.reports.course.trends import changed_categories, months

YEAR = Looked(2026)
MONDAY = date(2026, 11, 16)


async def rows(what: str, looked: Looked = YEAR, category: str = "") -> int:
    return len(await done(course_rows, looked, what, category=category))


async def test_the_flow_counts_who_came_how_far_and_where_they_stand(town: Town) -> None:
    with frozen(MONDAY):
        await town.collected()
        await town.published()
        await town.claimed()
        await town.closed()
        steps = {step.step.value: step for step in await flow(YEAR)}
    assert {name: (one.reached, one.here) for name, one in steps.items()} == {
        "collected": (4, 1),
        "registered": (3, 0),
        "published": (3, 1),
        "claimed": (2, 1),
        "delivered": (1, 0),
        "answered": (1, 0),
        "closed": (1, 1),
    }
    for name, one in steps.items():
        assert await rows(f"reached_{name}") == one.reached
        assert await rows(f"at_{name}") == one.here


async def test_it_takes_so_many_working_days(town: Town) -> None:
    with frozen(MONDAY):
        wish, claim = await town.claimed(promised_on=date(2026, 11, 30))
    # Tuesday to Friday and the Monday after: five working days, the weekend is none.
    with frozen(date(2026, 11, 23)):
        await town.deliver(claim)
        steps = {step.step.value: step.days for step in await flow(YEAR)}
    assert (steps["registered"], steps["delivered"], steps["answered"]) == (0, 5, None)
    assert wish.key


def test_a_weekend_adds_no_working_day() -> None:
    days, numbers = worked_days(date(2026, 11, 13), date(2026, 11, 17))
    assert [number - numbers[0] for number in numbers] == [0, 0, 0, 1, 2]
    assert days[0] == date(2026, 11, 13)


async def test_months_and_categories(town: Town) -> None:
    with frozen(date(2025, 3, 3)):
        await town.registered(category="study")
    with frozen(date(2026, 3, 3)):
        await town.registered(category="study")
        await town.registered(category="study")
    with frozen(MONDAY):
        await town.closed()
        await dispatched(town, category="tidy")
        found = {one.month: one for one in await months(YEAR)}
        changed = {one.slug: (one.now, one.before) for one in await changed_categories(YEAR)}
        assert await rows("came") == 3 and await rows("opened") == 1
        assert await rows("came", category="study") == changed["study"][0]
    assert (found[3].came, found[11].came, found[11].fulfilled, found[11].opened) == (2, 1, 1, 1)
    assert max(found) == 11, "December is still to come"
    assert len(found) == 11 and changed["study"] == (3, 1)


async def test_what_one_should_know_at_once(town: Town) -> None:
    with frozen(MONDAY):
        await town.answered(praise=True)
        await dispatched(town, *(await several(town, 2)))
        await dispatched(town)
        await dispatched(
            town, kind="legacy", since_year=2009, sponsor=town.people["leader"].public_id
        )
        await solved(town, *(await several(town, 1)))
        found = await standing(YEAR)
        for name in ("red", "late", "deferred", "legacy", "praised", "proactive", "opened"):
            assert await rows(name) == getattr(found, name), name
    assert (found.praised, found.legacy, found.opened) == (1, 1, 4)
    with frozen(date(2026, 12, 30)):
        assert (await standing(YEAR)).late == 3


async def test_an_area_shows_its_own(town: Town) -> None:
    with frozen(MONDAY):
        await town.closed()
        for name, many in {"柳荫社区": 1, "柳荫街道": 1, "河东社区": 0}.items():
            looked = Looked(2026, town.areas[name].public_id)
            assert (await flow(looked))[0].reached == many
            assert await rows("came", looked) == many


@pytest.mark.parametrize("what", [*WISHES, *ISSUES])
async def test_every_figure_can_be_asked_for(town: Town, what: str) -> None:
    assert await rows(what) == 0


def test_an_address_says_what_is_looked_at() -> None:
    assert looked_from(Looked(2024, "abc").given()) == Looked(2024, "abc")


async def test_a_month_has_its_own_rows(town: Town) -> None:
    with frozen(date(2026, 3, 31)):
        await town.collected()
    with frozen(MONDAY):
        await town.collected()
        assert [await rows("came", Looked(2026, month=month)) for month in (2, 3, 11, 12)] == [
            *(0, 1, 1, 0)
        ]


async def test_categories_are_compared_with_the_same_days(town: Town) -> None:
    for day in (date(2025, 11, 16), date(2025, 11, 17)):
        with frozen(day):
            await town.registered()
    with frozen(MONDAY):
        await town.registered()
        (changed,) = await changed_categories(YEAR)
        assert (changed.now, changed.before) == (1, 1)
        assert await rows("came", YEAR.same_days_before(), category="study") == 1
    with frozen(date(2027, 1, 9)):
        assert (await changed_categories(YEAR))[0].before == 2


async def test_the_numbers_behind_a_picture_can_be_taken_home(town: Town) -> None:
    with frozen(MONDAY):
        await town.closed()
        async with signed_in(town, "leader") as browser:
            for which in ("steps", "months", "categories"):
                answered = await browser.get(f"/outcomes/course/table?which={which}&year=2026")
                lines = answered.content.decode("utf-8-sig").splitlines()
                assert len(lines) == {"steps": 8, "months": 12, "categories": 2}[which]
