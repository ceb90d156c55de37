"""The same thing asked twice becomes one wish, and can come apart again."""

import asyncio

import pytest

from tests.cast import Town
from tests.endings.deciding import kinds_of, withdraw
from wishboard.core.database import transaction
from wishboard.core.refusals import NotAllowed, Refusal
from wishboard.endings.forms import MergeForm
from wishboard.endings.merging import merge_wish, unmerge_wish
from wishboard.endings.queries import merged_here
from wishboard.endings.refusals import IntoItself, NoSuchWish, TargetClosed
from wishboard.wishes.lifecycle import NotNow
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage


async def merge(town: Town, wish: Wish, into: str, by: str = "clerk") -> Wish:
    async with transaction() as db:
        return await merge_wish(db, wish.key, MergeForm(into=into), by=await town.viewer(by))


async def unmerge(town: Town, wish: Wish, by: str = "clerk") -> Wish:
    async with transaction() as db:
        return await unmerge_wish(db, wish.key, by=await town.viewer(by))


@pytest.mark.parametrize("number", ["public_id", "code", "typed"])
async def test_the_other_wish_is_named_by_address_or_receipt_code(town: Town, number: str) -> None:
    wish, into = await town.collected(), await town.published()
    typed = into.code.lower().replace("-", " ")
    name = {"public_id": into.public_id, "code": into.code, "typed": typed}[number]
    await merge(town, wish, name)
    wish = await town.fresh(wish)
    assert (wish.ending, wish.merged_into_id) == (Ending.merged, into.id)
    async with transaction() as db:
        assert [one.id for one in await merged_here(db, into)] == [wish.id]


async def test_a_merge_undone_leaves_everything_as_it_was(town: Town) -> None:
    wish, into = await town.registered(), await town.published()
    await merge(town, wish, into.public_id)
    wish = await unmerge(town, wish)
    assert (wish.stage, wish.ending, wish.merged_into_id) == (Stage.registered, None, None)
    assert wish.due_on is not None
    assert (await kinds_of(wish))[-2:] == ["ending.merged", "ending.unmerged"]


async def test_a_claimed_wish_comes_back_to_the_board(town: Town) -> None:
    wish, _claim = await town.claimed()
    await merge(town, wish, (await town.published()).public_id)
    wish = await unmerge(town, wish)
    assert (wish.stage, wish.taken) == (Stage.published, 0)


async def test_what_is_no_target_is_refused(town: Town) -> None:
    wish, closed = await town.collected(), await town.closed()
    gone = await withdraw(await town.collected())
    with pytest.raises(IntoItself):
        await merge(town, wish, wish.code)
    with pytest.raises(NoSuchWish):
        await merge(town, wish, "NOS-UCH-ONE")
    for target in (closed, gone):
        with pytest.raises(TargetClosed):
            await merge(town, wish, target.public_id)


async def test_only_who_keeps_both_merges_them(town: Town) -> None:
    ours = await town.collected()
    theirs = await town.collected(area=town.areas["河东社区"].public_id)
    for part in ("clerk", "other_clerk", "leader", "stranger"):
        with pytest.raises(NotAllowed):
            await merge(town, ours, theirs.public_id, by=part)
    assert (await merge(town, ours, theirs.public_id, by="street_clerk")).id == theirs.id
    with pytest.raises(NotAllowed):
        await unmerge(town, ours, by="other_clerk")


async def test_what_was_never_merged_does_not_come_apart(town: Town) -> None:
    with pytest.raises(NotNow):
        await unmerge(town, await town.closed())
    with pytest.raises(NotNow):
        await unmerge(town, await town.published())


async def test_two_wishes_merged_into_each_other_at_once_end_as_one(town: Town) -> None:
    one, other = await town.collected(), await town.collected()
    await asyncio.gather(
        merge(town, one, other.public_id),
        merge(town, other, one.public_id),
        return_exceptions=True,
    )
    endings = [(await town.fresh(wish)).ending for wish in (one, other)]
    assert sorted(map(str, endings)) == ["None", "merged"]


async def test_the_slower_of_two_merges_reads_why(town: Town) -> None:
    one, other = await town.collected(), await town.collected()
    await merge(town, one, other.public_id)
    with pytest.raises(Refusal):
        await merge(town, other, one.public_id)
