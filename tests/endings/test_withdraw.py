"""The wisher takes the wish back, at any time before it is delivered."""

from datetime import timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, events_of, kinds_of, refused
from wishboard.accounts.viewer import wisher_of
from wishboard.claims.models import ClaimEnding, WaitingEnding
from wishboard.claims.queries import hold_claim
from wishboard.claims.waiting import join_waiting_list
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession, transaction
from wishboard.endings.commands import defer_wish, withdraw_wish
from wishboard.endings.forms import DeferForm, MergeForm, WithdrawForm
from wishboard.endings.merging import merge_wish
from wishboard.endings.models import DecisionKind
from wishboard.endings.queries import standing_decision
from wishboard.events.models import Doer
from wishboard.quotas.models import Credit
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage


async def withdraw(wish: Wish, reason: str = "") -> Wish:
    form = WithdrawForm(reason=reason)
    return await done(withdraw_wish, wish.key, form, by=wisher_of(wish.key))


@pytest.mark.parametrize("stage", ["collected", "registered", "published"])
async def test_a_wish_is_withdrawn(town: Town, stage: str) -> None:
    wish = await withdraw(await getattr(town, stage)(), "孩子送了一盏")
    assert (wish.stage, wish.ending, wish.due_on) == (Stage.closed, Ending.withdrawn, None)
    async with transaction() as db:
        decision = await standing_decision(db, wish)
    assert decision is not None
    assert (decision.kind, decision.stage_before) == (DecisionKind.withdrawn, Stage(stage))
    assert (decision.explanation, decision.by_id) == ("孩子送了一盏", None)
    event = (await events_of(wish))[-1]
    assert (event.kind, event.doer, event.facts) == ("ending.withdrawn", Doer.wisher, {})


async def test_promises_end_without_fault_or_credit(town: Town) -> None:
    wish = await town.published(places=2)
    claims = [await town.claim(wish, part) for part in ("member", "comrade")]
    waiting = await done(join_waiting_list, wish.key, by=await town.viewer("volunteer"))
    await withdraw(wish)
    wish = await town.fresh(wish)
    assert (wish.taken, wish.stage) == (0, Stage.closed)
    for claim in claims:
        _, ended = await done(hold_claim, claim.public_id)
        assert ended.ending is ClaimEnding.released
    async with transaction() as db:
        await db.refresh(waiting := await db.merge(waiting))
        assert waiting.ending is WaitingEnding.released
        assert await db.get(Credit, 1) is None
    assert (await kinds_of(wish))[-3:] == ["claim.released", "claim.released", "ending.withdrawn"]
    assert (await town.claim(await town.published(), "member")).living


async def test_a_deferred_wish_can_be_withdrawn(town: Town) -> None:
    wish = await town.published()
    form = DeferForm(explanation="等到春天再种树", review_on=today() + timedelta(days=60))
    await done(defer_wish, wish.key, form, by=await town.viewer("clerk"))
    assert (await withdraw(wish)).ending is Ending.withdrawn


@pytest.mark.parametrize("part", ["clerk", "collector", "administrator", "nobody", "clock"])
async def test_only_its_wisher_withdraws_it(town: Town, part: str) -> None:
    wish = await town.published()
    with refused("not_your_wish"):
        await done(withdraw_wish, wish.key, WithdrawForm(), by=await town.viewer(part))
    other = await town.collected()
    with refused("not_your_wish"):
        await done(withdraw_wish, wish.key, WithdrawForm(), by=wisher_of(other.key))


@pytest.mark.parametrize("stage", ["delivered", "answered", "closed"])
async def test_what_is_delivered_is_not_withdrawn(town: Town, stage: str) -> None:
    wish = await getattr(town, stage)()
    with refused("not_now", stage=Stage(stage)):
        await withdraw(wish)


async def test_what_others_asked_comes_apart_from_a_withdrawn_wish(town: Town) -> None:
    """Two residents asked for the same; that one of them has no need of it says nothing of both."""
    theirs, also_theirs = await town.published(), await town.registered()
    mine = await town.published()
    clerk = await town.viewer("clerk")
    for other in (theirs, also_theirs):
        await done(merge_wish, other.key, MergeForm(into=mine.public_id), by=clerk)
    await withdraw(mine)
    theirs, also_theirs = await town.fresh(theirs), await town.fresh(also_theirs)
    assert (theirs.stage, also_theirs.stage) == (Stage.published, Stage.registered)
    assert theirs.merged_into_id is None and theirs.due_on is not None
    event = (await events_of(theirs))[-1]
    assert (event.kind, event.doer) == ("ending.unmerged", Doer.clock)
    async with transaction() as db:
        assert await _standing(db, theirs) is None


async def _standing(db: AsyncSession, wish: Wish) -> object:
    return await standing_decision(db, wish)
