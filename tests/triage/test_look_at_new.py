"""Groups form as wishes arrive: the sweep looks at each once, whatever happened before."""

from datetime import timedelta

import pytest

from tests.cast import Town
from tests.deeds import done
from tests.triage.crowds import DARK, group_with, in_group
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.triage.groups import sweep
from wishboard.triage.groups.commands import keep_apart, look_again, take_out
from wishboard.triage.groups.forms import TickedForm
from wishboard.triage.groups.models import GroupSweep, GroupWish
from wishboard.triage.groups.reading import KEPT
from wishboard.triage.groups.sweep import forget_old, look_at_new
from wishboard.wishes.models import Wish, Words

HAIR = "母亲卧床三年，想请人上门理个发。"
LAMPS = (
    "河东路的路灯全黑了，晚上走路看不见，很危险。",
    "河东路的路灯坏了，晚上走路看不见，太危险。",
    "请修一修河东路的路灯，全黑了，晚上走路看不见。",
)


async def lamps(town: Town) -> list[Wish]:
    """Three residents who say the same of one road."""
    return [
        await town.collected(text=text, phone=f"1390000000{number}")
        for number, text in enumerate(LAMPS)
    ]


async def test_wishes_that_say_the_same_come_together_with_the_reason(town: Town) -> None:
    wishes = await lamps(town)
    other = await town.collected(text=HAIR, phone="13911112222")
    assert await look_at_new() == 4
    group = await group_with(wishes[0])
    assert group is not None
    assert await in_group(group) == {wish.id for wish in wishes}
    assert (group.people, group.wishes) == (3, 3)
    assert await group_with(other) is None
    async with transaction() as db:
        last = await db.get_one(GroupWish, wishes[2].key)
        first = await db.get_one(GroupWish, wishes[0].key)
    assert last.score > 0 and last.words
    assert first.score == 0


async def test_one_after_the_other_or_at_once_is_the_same(town: Town) -> None:
    for number, text in enumerate(LAMPS):
        wish = await town.collected(text=text, phone=f"1390000000{number}")
        assert await look_at_new() == 1
    group = await group_with(wish)
    assert group is not None and group.people == 3


async def test_each_is_looked_at_once_however_often_the_sweep_runs(town: Town) -> None:
    await lamps(town)
    assert await look_at_new() == 3
    assert await look_at_new() == 0


async def test_a_sweep_that_was_stopped_goes_on_where_it_was(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes = await lamps(town)
    monkeypatch.setattr(sweep, "BATCH", 1)
    assert await look_at_new(most=2) == 2
    assert await look_at_new() == 1
    group = await group_with(wishes[2])
    assert group is not None and group.people == 3


async def test_a_wish_that_arrives_late_with_an_early_number_is_not_missed(town: Town) -> None:
    early, *_later = await lamps(town)
    await look_at_new()
    async with transaction() as db:
        await db.delete(await db.get_one(GroupWish, early.key))
    assert await look_at_new() == 1


async def test_an_hour_later_what_was_looked_at_is_not_read_again(town: Town) -> None:
    wishes = await lamps(town)
    await look_at_new()
    for hours in (2, 4):
        with frozen(now() + timedelta(hours=hours)):
            await look_at_new()
    async with transaction() as db:
        assert (await db.get_one(GroupSweep, 1)).upto == wishes[-1].id


async def test_one_person_who_writes_ten_times_is_one_person_in_the_group(town: Town) -> None:
    for _ in range(10):
        wish = await town.collected(**DARK)
    await look_at_new()
    group = await group_with(wish)
    assert group is not None and (group.people, group.wishes) == (1, 10)


async def test_the_same_words_after_a_long_quiet_time_found_a_group_of_their_own(
    town: Town,
) -> None:
    with frozen(now() - KEPT - timedelta(hours=1)):
        old = await town.collected(**DARK)
        await look_at_new()
    new = await town.collected(**DARK, phone="13911112222")
    await look_at_new()
    assert await group_with(old) is None
    assert await group_with(new) is None


async def test_what_was_taken_out_is_never_put_back_by_the_sweep(town: Town) -> None:
    odd, *_rest = await lamps(town)
    await look_at_new()
    group = await group_with(odd)
    assert group is not None
    clerk = await town.viewer("clerk")
    await done(take_out, group.public_id, TickedForm(wishes=[odd.public_id]), by=clerk)
    async with transaction() as db:
        await db.delete(await db.get_one(GroupWish, odd.key))
    await look_at_new()
    assert await group_with(odd) is None
    await done(look_again, odd.public_id, by=clerk)
    await look_at_new()
    again = await group_with(odd)
    assert again is not None and again.id == group.id


async def test_a_wish_never_joins_a_group_that_it_was_set_apart_from(town: Town) -> None:
    odd, *rest = await lamps(town)
    await look_at_new()
    group = await group_with(odd)
    assert group is not None
    clerk = await town.viewer("clerk")
    await done(keep_apart, group.public_id, TickedForm(wishes=[odd.public_id]), by=clerk)
    async with transaction() as db:
        await db.delete(await db.get_one(GroupWish, odd.key))
    await look_at_new()
    assert await group_with(odd) is None
    assert await in_group(group) == {wish.id for wish in rest}


async def test_a_purged_wish_is_compared_by_its_public_words(town: Town) -> None:
    wish = await town.registered(title=LAMPS[0][:20], summary=LAMPS[0])
    async with transaction() as db:
        await db.delete(await db.get_one(Words, wish.key))
    new = await town.collected(text=LAMPS[2], phone="13911112222")
    await look_at_new()
    group = await group_with(new)
    assert group is not None and await in_group(group) == {wish.id, new.id}


async def test_a_quiet_group_is_forgotten_with_its_wishes_and_so_is_who_was_alone(
    town: Town,
) -> None:
    wishes = await lamps(town)
    await town.collected(text=HAIR)
    await look_at_new()
    with frozen(now() + KEPT - timedelta(days=1)):
        assert await done(forget_old) == 0
    with frozen(now() + KEPT + timedelta(days=1)):
        assert await done(forget_old) == 3 + 1 + 1
        assert await done(forget_old) == 0
        assert await look_at_new() == 0
    assert await group_with(wishes[0]) is None


async def test_a_living_group_keeps_its_old_wishes_but_not_the_marks_of_their_words(
    town: Town,
) -> None:
    first, *rest = await lamps(town)
    await look_at_new()
    async with transaction() as db:
        old = await db.get_one(GroupWish, first.key)
        old.at = now() - KEPT - timedelta(days=1)
        db.add(old)
    assert await done(forget_old) == 1
    group = await group_with(first)
    assert group is not None and await in_group(group) == {first.id, *(one.id for one in rest)}
    async with transaction() as db:
        assert (await db.get_one(GroupWish, first.key)).marks is None


async def test_tasks_of_organizations_are_nobodys_wish(town: Town) -> None:
    await town.task()
    assert await look_at_new() == 0
