"""The keeper says no with a reason, or names who is responsible instead."""

from typing import Any

import pytest

from tests.cast import Town
from tests.deeds import done, events_of, refused
from wishboard.claims.models import ClaimEnding
from wishboard.claims.queries import hold_claim
from wishboard.core.database import transaction
from wishboard.core.forms import read
from wishboard.core.refusals import Invalid
from wishboard.disclosure.sight import is_public
from wishboard.endings.commands import decline_wish, hand_to_mediators, transfer_wish
from wishboard.endings.forms import DeclineForm, MediateForm, TransferForm
from wishboard.endings.models import Decision, DecisionKind
from wishboard.endings.queries import standing_decision
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Lane, Stage


async def decline(town: Town, wish: Wish, by: str = "clerk", **fields: Any) -> Wish:
    form = DeclineForm.model_validate({"reason": "decline_other"} | fields)
    return await done(decline_wish, wish.key, form, by=await town.viewer(by))


async def transfer(town: Town, wish: Wish, by: str = "clerk", **fields: Any) -> Wish:
    form = TransferForm.model_validate({"explanation": "归城管局负责"} | fields)
    return await done(transfer_wish, wish.key, form, by=await town.viewer(by))


async def mediate(town: Town, wish: Wish, body: str, by: str = "clerk") -> Wish:
    form = MediateForm(receiver=town.organizations[body].public_id, explanation="请来调解")
    return await done(hand_to_mediators, wish.key, form, by=await town.viewer(by))


async def decision_on(wish: Wish) -> Decision:
    async with transaction() as db:
        decision = await standing_decision(db, wish)
    assert decision is not None
    return decision


@pytest.mark.parametrize("stage", ["collected", "registered", "published"])
async def test_a_wish_is_declined_with_a_reason(town: Town, stage: str) -> None:
    wish = await decline(town, await getattr(town, stage)(), explanation="不在范围内")
    assert (wish.stage, wish.ending) == (Stage.closed, Ending.declined)
    assert not is_public(wish), "a no is nobody else's business"
    decision = await decision_on(wish)
    assert (decision.kind, decision.explanation) == (DecisionKind.declined, "不在范围内")
    assert decision.reason_id and decision.by_id == town.people["clerk"].id
    assert (await events_of(wish))[-1].facts == {"reason": "decline_other"}


async def test_a_reason_must_be_one_for_declining(town: Town) -> None:
    wish = await town.collected()
    for code in ("unheard-of", "transfer_other"):
        with refused("no_such_reason"):
            await decline(town, wish, reason=code)
    assert (await town.fresh(wish)).stage is Stage.collected


async def test_a_promise_on_a_declined_wish_ends_without_fault(town: Town) -> None:
    wish, claim = await town.claimed("member")
    await decline(town, wish)
    _, claim = await done(hold_claim, claim.public_id)
    assert claim.ending is ClaimEnding.released
    assert (await town.fresh(wish)).taken == 0


async def test_a_wish_is_transferred_to_an_organization_of_the_town(town: Town) -> None:
    bureau = town.organizations["城市管理局"]
    wish = await transfer(town, await town.registered(), receiver=bureau.public_id)
    assert (wish.stage, wish.ending) == (Stage.closed, Ending.transferred)
    decision = await decision_on(wish)
    assert (decision.receiver_id, decision.receiver) == (bureau.id, "城市管理局")


async def test_or_to_somebody_outside(town: Town) -> None:
    wish = await transfer(town, await town.collected(), receiver_name="国家电网客服 95598")
    decision = await decision_on(wish)
    assert (decision.receiver_id, decision.receiver) == (None, "国家电网客服 95598")


async def test_somebody_is_always_named(town: Town) -> None:
    wish = await town.registered()
    with refused("receiver_needed"):
        await transfer(town, wish)
    with refused("no_such_organization"):
        await transfer(town, wish, receiver="nobody")


async def test_mediators_take_over_a_registered_quarrel(town: Town) -> None:
    wish = await mediate(town, await town.registered(), "柳荫人民调解委员会")
    assert (wish.ending, wish.lane) == (Ending.transferred, Lane.mediation)
    decision = await decision_on(wish)
    assert (decision.kind, decision.receiver) == (DecisionKind.mediated, "柳荫人民调解委员会")
    receiver = town.organizations["柳荫人民调解委员会"].id
    assert (await events_of(wish))[-1].facts == {"receiver": receiver}


async def test_only_a_mediation_committee_mediates(town: Town) -> None:
    wish = await town.registered()
    with refused("not_mediators"):
        await mediate(town, wish, "城市管理局")
    assert (await town.fresh(wish)).lane is Lane.individual


async def test_only_what_is_registered_is_mediated(town: Town) -> None:
    for wish in (await town.collected(), await town.published()):
        with refused("not_now"):
            await mediate(town, wish, "柳荫人民调解委员会")


@pytest.mark.parametrize(
    "part", ["other_clerk", "collector", "member", "leader", "supervisor", "stranger", "nobody"]
)
async def test_only_the_keeper_decides(town: Town, part: str) -> None:
    wish = await town.registered()
    with refused("not_allowed"):
        await decline(town, wish, part)
    with refused("not_allowed"):
        await transfer(town, wish, part, receiver_name="别处")
    with refused("not_allowed"):
        await mediate(town, wish, "柳荫人民调解委员会", part)
    assert (await town.fresh(wish)).stage is Stage.registered


@pytest.mark.parametrize("stage", ["delivered", "answered", "closed"])
async def test_after_delivery_it_is_too_late(town: Town, stage: str) -> None:
    wish = await getattr(town, stage)()
    for deed in (decline(town, wish), transfer(town, wish, receiver_name="别处")):
        with refused("not_now", stage=Stage(stage)):
            await deed


def test_a_transfer_is_explained() -> None:
    with pytest.raises(Invalid) as caught:
        read(TransferForm, {"receiver_name": "别处"})
    assert list(caught.value.errors) == ["explanation"]
