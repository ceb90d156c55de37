"""The same thing asked twice becomes one wish, and can come apart again."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from tests.cast import Town
from tests.deeds import done, events_of, kinds_of, refused
from wishboard.accounts.viewer import wisher_of
from wishboard.claims.models import ClaimEnding
from wishboard.claims.queries import hold_claim
from wishboard.core.clock import frozen, today
from wishboard.core.database import transaction
from wishboard.core.refusals import Refusal
from wishboard.endings.commands import decline_wish, defer_wish, resume_deferred, withdraw_wish
from wishboard.endings.forms import DeclineForm, DeferForm, MergeForm, WithdrawForm
from wishboard.endings.merging import merge_wish, unmerge_wish
from wishboard.endings.queries import merged_here
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage

FRIDAY = date(2025, 11, 21)


async def merge(town: Town, wish: Wish, into: Wish | str, by: str = "clerk") -> Wish:
    form = MergeForm(into=into if isinstance(into, str) else into.public_id)
    return await done(merge_wish, wish.key, form, by=await town.viewer(by))


async def unmerge(town: Town, wish: Wish, by: str = "clerk") -> Wish:
    return await done(unmerge_wish, wish.key, by=await town.viewer(by))


async def test_a_wish_is_merged_into_another(town: Town) -> None:
    wish, into = await town.collected(), await town.published()
    version = into.version
    assert (await merge(town, wish, into)).id == into.id
    wish, into = await town.fresh(wish), await town.fresh(into)
    assert (wish.stage, wish.ending, wish.merged_into_id) == (Stage.closed, Ending.merged, into.id)
    assert (into.stage, into.version) == (Stage.published, version + 1)
    async with transaction() as db:
        assert [one.id for one in await merged_here(db, into)] == [wish.id]
    event = (await events_of(wish))[-1]
    assert event.kind == "ending.merged" and event.facts == {"into": into.id}


async def test_the_other_may_be_named_by_its_receipt_code(town: Town) -> None:
    wish, into = await town.collected(), await town.published()
    assert (await merge(town, wish, into.code.lower().replace("-", " "))).id == into.id


@pytest.mark.parametrize("stage", ["collected", "registered", "published"])
async def test_it_comes_apart_to_where_it_was(town: Town, stage: str) -> None:
    with frozen(FRIDAY):
        wish, into = await getattr(town, stage)(), await town.published()
        await merge(town, wish, into)
        wish = await unmerge(town, wish)
    assert (wish.stage, wish.ending, wish.merged_into_id) == (Stage(stage), None, None)
    assert wish.due_on == date(2025, 11, 25) and wish.closed_at is None
    assert (await kinds_of(wish))[-1] == "ending.unmerged"
    with refused("not_now"):
        await unmerge(town, wish)
    await merge(town, wish, into)
    assert (await unmerge(town, wish)).stage is Stage(stage)


async def test_a_promise_ends_with_the_merge_and_the_wish_comes_back_to_the_board(
    town: Town,
) -> None:
    wish, claim = await town.claimed("member")
    into = await town.published()
    await merge(town, wish, into)
    _, claim = await done(hold_claim, claim.public_id)
    assert claim.ending is ClaimEnding.released
    wish = await unmerge(town, wish)
    assert (wish.stage, wish.taken) == (Stage.published, 0)
    assert (await town.claim(wish, "member")).lead


async def test_a_deferred_wish_is_deferred_again_when_it_comes_apart(town: Town) -> None:
    with frozen(FRIDAY):
        wish, into = await town.registered(), await town.published()
        form = DeferForm(explanation="等到春天", review_on=FRIDAY + timedelta(days=30))
        await done(defer_wish, wish.key, form, by=await town.viewer("clerk"))
        await merge(town, wish, into)
    with frozen(FRIDAY + timedelta(days=31)):
        assert await resume_deferred() == 0, "it is merged and not put off"
        wish = await unmerge(town, wish)
        assert (wish.stage, wish.due_on) == (Stage.deferred, FRIDAY + timedelta(days=30))
        assert await resume_deferred() == 1
    assert (await town.fresh(wish)).stage is Stage.registered


async def test_a_wish_is_not_merged_into_itself(town: Town) -> None:
    wish = await town.published()
    with refused("into_itself"):
        await merge(town, wish, wish)
    with refused("into_itself"):
        await merge(town, wish, wish.code)


async def test_the_other_must_exist(town: Town) -> None:
    wish = await town.published()
    with pytest.raises(Refusal):
        await merge(town, wish, "nothing")


@pytest.mark.parametrize("stage", ["delivered", "answered", "closed"])
async def test_the_other_must_be_on_its_way(town: Town, stage: str) -> None:
    wish, into = await town.published(), await getattr(town, stage)()
    with refused("target_closed"):
        await merge(town, wish, into)
    with refused("not_now", stage=Stage(stage)):
        await merge(town, into, wish)


async def test_merged_wishes_make_no_circle(town: Town) -> None:
    one, two, three = [await town.published() for _ in range(3)]
    await merge(town, one, two)
    with refused("target_closed"):
        await merge(town, three, one)
    with refused("target_closed"):
        await merge(town, two, one)
    await merge(town, two, three)
    with refused("target_closed"):
        await merge(town, three, one)
    with refused("target_closed"):
        await merge(town, three, two)
    await unmerge(town, one)
    await merge(town, three, one)
    assert [(await town.fresh(wish)).merged_into_id for wish in (one, two, three)] == [
        None,
        three.id,
        one.id,
    ]


async def test_the_other_coming_to_an_end_does_not_bring_it_back(town: Town) -> None:
    wish, into = await town.published(), await town.published()
    await merge(town, wish, into)
    form = DeclineForm(reason="decline_other")
    await done(decline_wish, into.key, form, by=await town.viewer("clerk"))
    assert (await town.fresh(wish)).ending is Ending.merged, "the same thing has the same answer"
    assert (await unmerge(town, wish)).stage is Stage.published, "unless the keeper thinks again"


async def test_a_chain_comes_apart_where_it_is_withdrawn(town: Town) -> None:
    one, two, three = [await town.published() for _ in range(3)]
    await merge(town, one, two)
    await merge(town, two, three)
    await done(withdraw_wish, three.key, WithdrawForm(), by=wisher_of(three.key))
    one, two = await town.fresh(one), await town.fresh(two)
    assert (two.stage, two.merged_into_id) == (Stage.published, None)
    assert (one.stage, one.merged_into_id) == (Stage.closed, two.id)


@pytest.mark.parametrize("part", ["other_clerk", "collector", "member", "leader", "nobody"])
async def test_only_who_keeps_both_merges_them(town: Town, part: str) -> None:
    wish, into = await town.published(), await town.published()
    with refused("not_allowed"):
        await merge(town, wish, into, part)
    await merge(town, wish, into)
    with refused("not_allowed"):
        await unmerge(town, wish, part)


async def test_wishes_of_two_keepers_are_merged_by_who_stands_above(town: Town) -> None:
    wish = await town.published()
    into = await town.collected(area=town.areas["河东社区"].public_id)
    for part in ("clerk", "other_clerk"):
        with refused("not_allowed"):
            await merge(town, wish, into, part)
    await merge(town, wish, into, "street_clerk")


async def test_two_merges_into_each_other_at_once_leave_one(town: Town) -> None:
    for _ in range(4):
        one, two = await town.published(), await town.published()
        answers = await asyncio.gather(
            merge(town, one, two), merge(town, two, one), return_exceptions=True
        )
        assert sum(isinstance(answer, Refusal) for answer in answers) == 1
        async with transaction() as db:
            query = select(Wish).where(Wish.ending == Ending.merged, col(Wish.id) >= one.key)
            [merged] = (await db.exec(query)).all()
        assert merged.merged_into_id in (one.id, two.id)


async def test_a_promise_made_while_its_wish_is_merged(town: Town) -> None:
    for _ in range(4):
        wish, into = await town.published(), await town.published()
        day = today() + timedelta(days=5)
        await asyncio.gather(
            merge(town, wish, into), town.claim(wish, "member", day), return_exceptions=True
        )
        wish = await town.fresh(wish)
        assert (wish.ending, wish.taken) == (Ending.merged, 0)
