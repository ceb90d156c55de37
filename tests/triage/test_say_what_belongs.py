"""A person takes wishes out of a group, or says that they are never together; it is remembered."""

import pytest
from sqlmodel import select

from tests.cast import Town
from tests.deeds import done, refused
from tests.triage.crowds import crowd, group_of, group_with, in_group
from wishboard.core.database import transaction
from wishboard.core.refusals import NotAllowed
from wishboard.triage.groups.commands import keep_apart, look_again, take_out
from wishboard.triage.groups.forms import TickedForm
from wishboard.triage.groups.models import Alone, Apart
from wishboard.wishes.models import Wish


def ticked(*wishes: Wish) -> TickedForm:
    return TickedForm(wishes=[wish.public_id for wish in wishes])


async def test_a_group_is_summed_up_from_its_wishes(town: Town) -> None:
    group, _wishes = await crowd(town, 3)
    assert (group.people, group.wishes) == (3, 3)
    assert (group.place, group.words) == ("河东路", ["路灯", "河东路"])
    assert group.area_id == town.areas["柳荫社区"].id


async def test_one_person_who_writes_ten_times_is_one_person(town: Town) -> None:
    wishes = [await town.collected() for _ in range(10)]
    group = await group_of(*wishes, await town.collected(phone="13900001111"))
    assert (group.people, group.wishes) == (2, 11)


async def test_a_group_over_two_communities_lies_in_their_street(town: Town) -> None:
    there = await town.collected(area=town.areas["河东社区"].public_id, phone="13900001111")
    group = await group_of(await town.collected(), there)
    assert group.area_id == town.areas["柳荫街道"].id


async def test_what_is_taken_out_stays_by_itself(town: Town) -> None:
    group, (odd, *rest) = await crowd(town, 4)
    await done(take_out, group.public_id, ticked(odd), by=await town.viewer("clerk"))
    assert await in_group(group) == {wish.id for wish in rest}
    async with transaction() as db:
        assert await db.get(Alone, odd.key) is not None


async def test_a_group_of_one_is_none(town: Town) -> None:
    group, (odd, last) = await crowd(town, 2)
    await done(take_out, group.public_id, ticked(odd), by=await town.viewer("clerk"))
    assert await group_with(last) is None
    assert await in_group(group) == set()


async def test_never_together_makes_two_groups_and_remembers_every_pair(town: Town) -> None:
    group, (a, b, c, d) = await crowd(town, 4)
    await done(keep_apart, group.public_id, ticked(a, b), by=await town.viewer("clerk"))
    other = await group_with(a)
    assert other is not None and other.id != group.id
    assert await in_group(other) == {a.id, b.id}
    assert await in_group(group) == {c.id, d.id}
    async with transaction() as db:
        pairs = {(pair.one_id, pair.other_id) for pair in await db.exec(select(Apart))}
    assert pairs == {(a.id, c.id), (a.id, d.id), (b.id, c.id), (b.id, d.id)}


async def test_all_of_them_cannot_be_apart_from_nobody(town: Town) -> None:
    group, wishes = await crowd(town)
    with refused("nothing_left"):
        await done(keep_apart, group.public_id, ticked(*wishes), by=await town.viewer("clerk"))


async def test_something_has_to_be_ticked_that_is_in_there(town: Town) -> None:
    group, _wishes = await crowd(town)
    elsewhere = await town.collected()
    clerk = await town.viewer("clerk")
    with refused("tick_wishes"):
        await done(take_out, group.public_id, ticked(), by=clerk)
    with refused("not_in_group"):
        await done(take_out, group.public_id, ticked(elsewhere), by=clerk)


@pytest.mark.parametrize("part", ["other_clerk", "member", "handler", "collector"])
async def test_only_who_coordinates_a_wish_says_where_it_belongs(town: Town, part: str) -> None:
    group, wishes = await crowd(town)
    with pytest.raises(NotAllowed):
        await done(take_out, group.public_id, ticked(wishes[0]), by=await town.viewer(part))


async def test_a_person_may_let_it_be_grouped_again(town: Town) -> None:
    group, (odd, *_rest) = await crowd(town, 4)
    clerk = await town.viewer("clerk")
    await done(take_out, group.public_id, ticked(odd), by=clerk)
    await done(look_again, odd.public_id, by=clerk)
    async with transaction() as db:
        assert await db.get(Alone, odd.key) is None
    with pytest.raises(NotAllowed):
        await done(look_again, odd.public_id, by=await town.viewer("other_clerk"))
