"""An attempt that failed goes to a named person, and the wisher reads what they do."""

from datetime import timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, kinds_of, refused
from wishboard.accounts.viewer import wisher_of
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import frozen, now, today
from wishboard.disclosure.retention import purge_texts, purge_words
from wishboard.supervision.stuck.commands import (
    add_step,
    name_coordinator,
    say_stuck,
    settle_stuck,
)
from wishboard.supervision.stuck.forms import (
    CoordinatorForm,
    StuckForm,
    StuckResultForm,
    StuckStepForm,
)
from wishboard.supervision.stuck.models import Stuck
from wishboard.supervision.stuck.queries import attempt_of, attempts_for, coordinators_for
from wishboard.wishes.models import Wish

TRIED = StuckForm(
    stuck_place="社保大厅3号窗口",
    stuck_said="让我回户籍地开证明，户籍地又说不归他们。",
    stuck_code="abc-234-xyz",
)
STEP = StuckStepForm(words="与社保局和户籍地当面对接，证明改为内部核查。")
RESULT = StuckResultForm(result="不用再跑，材料已由窗口代为核查，当天办结。")


async def stuck(town: Town) -> tuple[Wish, Stuck]:
    wish = await town.collected()
    return wish, await done(say_stuck, wish.key, TRIED, by=wisher_of(wish.key))


async def named(town: Town, part: str = "clerk") -> tuple[Wish, Stuck]:
    wish, told = await stuck(town)
    chosen = town.people[part].public_id
    form = CoordinatorForm(coordinator=chosen, blockers="两地互相要求对方出具证明。")
    clerk = await town.viewer("street_clerk")
    return wish, await done(name_coordinator, told.public_id, form, by=clerk)


async def test_the_wisher_says_it_once(town: Town) -> None:
    wish, told = await stuck(town)
    assert told.earlier == "ABC-234-XYZ"
    assert told.due_on == add_working_days(today(), 5)
    assert (await kinds_of(wish))[-1] == "supervision.stuck_said"
    with refused("stuck_before"):
        await done(say_stuck, wish.key, TRIED, by=wisher_of(wish.key))


@pytest.mark.parametrize("part", ["collector", "clerk", "street_clerk", "supervisor"])
async def test_who_filed_it_and_who_coordinates_say_it_too(town: Town, part: str) -> None:
    wish = await town.collected("collector")
    await done(say_stuck, wish.public_id, TRIED, by=await town.viewer(part))


@pytest.mark.parametrize("part", ["other_clerk", "handler", "member", "nobody"])
async def test_nobody_else_says_it(town: Town, part: str) -> None:
    wish = await town.collected("collector")
    with refused("not_allowed"):
        await done(say_stuck, wish.public_id, TRIED, by=await town.viewer(part))


async def test_an_attempt_lies_in_the_past(town: Town) -> None:
    wish = await town.collected()
    later = TRIED.model_copy(update={"stuck_on": today() + timedelta(days=1)})
    with refused("tried_in_future"):
        await done(say_stuck, wish.key, later, by=wisher_of(wish.key))


async def test_coordinators_are_those_over_the_wish(town: Town) -> None:
    wish, _told = await stuck(town)
    people = {person.username for person in await done(coordinators_for, wish)}
    assert people == {"clerk", "street_clerk", "leader", "supervisor"}


async def test_the_wisher_reads_who_clears_the_way_and_how(town: Town) -> None:
    wish, told = await named(town)
    clerk = await town.viewer("clerk")
    await done(add_step, told.public_id, STEP, by=clerk)
    await done(settle_stuck, told.public_id, RESULT, by=clerk)
    read = await done(attempt_of, wish)
    assert read is not None
    assert (read.surname, read.body) == ("林", "柳荫社区党委")
    assert [step.words for step in read.steps] == [STEP.words]
    assert (read.stuck.blockers, read.stuck.result) == ("两地互相要求对方出具证明。", RESULT.result)
    assert (await kinds_of(wish))[-3:] == [
        "supervision.stuck_taken",
        "supervision.stuck_step",
        "supervision.stuck_settled",
    ]
    with refused("way_cleared"):
        await done(add_step, told.public_id, STEP, by=clerk)


async def test_without_a_name_nothing_is_cleared(town: Town) -> None:
    _wish, told = await stuck(town)
    clerk = await town.viewer("clerk")
    with refused("nobody_clears"):
        await done(add_step, told.public_id, STEP, by=clerk)
    with refused("nobody_clears"):
        await done(settle_stuck, told.public_id, RESULT, by=clerk)
    form = CoordinatorForm(coordinator=town.people["member"].public_id, blockers="没有人负责。")
    with refused("not_a_coordinator"):
        await done(name_coordinator, told.public_id, form, by=clerk)


@pytest.mark.parametrize("part", ["other_clerk", "handler", "member"])
async def test_nobody_else_clears_the_way(town: Town, part: str) -> None:
    _wish, told = await named(town)
    viewer = await town.viewer(part)
    with refused("not_allowed"):
        await done(add_step, told.public_id, STEP, by=viewer)
    assert await done(attempts_for, viewer, settled=False) == []


async def test_those_without_a_name_stand_first_and_late_ones_show(town: Town) -> None:
    _first, taken = await named(town)
    _second, waiting = await stuck(town)
    viewer = await town.viewer("street_clerk")
    seen = await done(attempts_for, viewer, settled=False)
    assert [one.stuck.id for one in seen] == [waiting.id, taken.id]
    assert not any(one.late for one in seen)
    with frozen(now() + timedelta(days=20)):
        assert all(one.late for one in await done(attempts_for, viewer, settled=False))
    await done(settle_stuck, taken.public_id, RESULT, by=viewer)
    [settled] = await done(attempts_for, viewer, settled=True)
    assert settled.stuck.id == taken.id


async def test_the_wishers_words_go_when_the_original_words_go(town: Town) -> None:
    wish = await town.closed()
    await done(say_stuck, wish.key, TRIED, by=wisher_of(wish.key))
    assert await done(purge_texts) == 0
    with frozen(now() + timedelta(days=200)):
        await done(purge_words)
        assert await done(purge_texts) >= 1
    kept = await done(attempt_of, wish)
    assert kept is not None and (kept.stuck.said, kept.stuck.place) == ("", "")
