"""What is red, late, put off and old, area by area; praise; the year against the year before."""

from datetime import date

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.issues.knots import dispatched, several
from wishboard.core.clock import frozen
from wishboard.reports.course.compared import against_before
from wishboard.reports.course.looked import Looked, looked_from
from wishboard.reports.course.praise import heeded
from wishboard.reports.course.registers import registers
from wishboard.reports.course.rows import course_rows
from wishboard.reports.course.standing import standing

YEAR = Looked(2026)
MONDAY = date(2026, 11, 16)
REGISTERS = ("red", "late", "deferred", "legacy")


async def rows(what: str, looked: Looked) -> int:
    return len(await done(course_rows, looked, what))


async def full_registers(town: Town) -> None:
    leader = town.people["leader"].public_id
    await dispatched(town, *(await several(town, 2)))
    await dispatched(town, kind="legacy", since_year=2009, sponsor=leader)
    community = town.areas["柳荫社区"].public_id
    await dispatched(town, kind="legacy", since_year=2012, sponsor=leader, area=community)


async def test_each_area_has_its_line_and_each_figure_its_rows(town: Town) -> None:
    with frozen(MONDAY):
        await full_registers(town)
    with frozen(date(2026, 12, 30)):
        for area in ("", town.areas["柳荫街道"].public_id, town.areas["柳荫社区"].public_id):
            looked = Looked(2026, area)
            lines, whole = await registers(looked), await standing(looked)
            for name in REGISTERS:
                assert sum(getattr(one, name) for one in lines) == getattr(whole, name)
                for one in lines:
                    behind = looked_from(looked.given() | one.told)
                    assert await rows(name, behind) == getattr(one, name), (one, name)


async def test_what_lies_on_the_street_itself_stands_apart(town: Town) -> None:
    street = town.areas["柳荫街道"].public_id
    with frozen(MONDAY):
        await full_registers(town)
        lines = {(one.name, one.own): one.legacy for one in await registers(Looked(2026, street))}
    assert lines == {("柳荫街道", True): 1, ("柳荫社区", False): 1}


async def test_praise_and_what_was_found_unasked(town: Town) -> None:
    with frozen(date(2026, 3, 3)):
        await town.answered(praise=True)
        await dispatched(town)
        await dispatched(town, *(await several(town, 1)))
    with frozen(MONDAY):
        found = await heeded(YEAR)
        assert await rows("praised", Looked(2026, month=3)) == 1
        assert await rows("proactive", Looked(2026, month=3)) == 1
    assert len(found) == 11 and found[2] == (3, 1, 1, 2)


async def test_the_year_against_the_same_days_before(town: Town) -> None:
    for day in (date(2025, 11, 16), date(2025, 11, 17), MONDAY):
        with frozen(day):
            await town.answered(praise=True)
            await dispatched(town)
    with frozen(MONDAY):
        told = {one.what: (one.now, one.before) for one in await against_before(YEAR)}
        for what, (now, before) in told.items():
            assert await rows(what, YEAR) == now, what
            assert await rows(what, YEAR.same_days_before()) == before, what
    assert told["praised"] == (1, 1) and told["proactive"] == (1, 1)
    assert told["came"] == (1, 1)


async def test_every_picture_can_be_taken_home(town: Town) -> None:
    with frozen(MONDAY):
        await full_registers(town)
        async with signed_in(town, "leader") as browser:
            for which, lines in (("against", 7), ("praise", 12), ("registers", 2), ("words", 1)):
                taken = await browser.get(f"/outcomes/course/table?which={which}&year=2026")
                assert len(taken.content.decode("utf-8-sig").splitlines()) == lines, which
