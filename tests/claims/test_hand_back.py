"""A promise is handed back without shame, and somebody else is found."""

from datetime import date, timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, events_of, kinds_of, refused
from wishboard.claims.commands import claim_wish, hand_back_claim
from wishboard.claims.models import Claim, ClaimEnding
from wishboard.claims.queries import hold_claim, living_claims
from wishboard.core.clock import frozen, now, today
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

FRIDAY = date(2025, 11, 21)


async def hand_back(town: Town, claim: Claim, by: str = "member", reason: str = "出差了") -> Wish:
    viewer = await town.viewer(by)
    return await done(hand_back_claim, claim.public_id, by=viewer, reason=reason)


async def test_the_wish_goes_back_to_the_front_of_the_board(town: Town) -> None:
    wish, claim = await town.claimed()
    with frozen(now() + timedelta(hours=1)):
        wish = await hand_back(town, claim)
        assert wish.board_at == now()
    wish = await town.fresh(wish)
    assert (wish.stage, wish.taken, wish.due_on) == (Stage.published, 0, None)
    assert wish.priority and wish.on_board
    _, claim = await done(hold_claim, claim.public_id)
    assert (claim.ending, claim.reason, claim.lead) == (ClaimEnding.handed_back, "出差了", False)
    event = (await events_of(wish))[-1]
    assert event.kind == "claim.handed_back" and event.facts == {"claim": claim.id}


async def test_nothing_is_held_against_who_hands_back(town: Town) -> None:
    wish, claim = await town.claimed()
    await hand_back(town, claim)
    assert (await town.claim(wish, "member")).living, "even the same wish may be claimed again"


async def test_the_keepers_members_stay_first_after_a_hand_back(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.published(to_all=False)
        opens = wish.board_at
        await hand_back(town, await town.claim(wish, "neighbour"), "neighbour")
        assert (await town.fresh(wish)).board_at == opens
        with refused("members_first"):
            await town.claim(wish, "comrade")


async def test_others_carry_a_joint_promise_on(town: Town) -> None:
    wish = await town.published(places=3)
    first = await town.claim(wish, "member", today() + timedelta(days=2))
    second = await town.claim(wish, "comrade", today() + timedelta(days=5))
    await town.claim(wish, "volunteer", today() + timedelta(days=9))
    await hand_back(town, first)
    wish = await town.fresh(wish)
    assert (wish.stage, wish.taken) == (Stage.claimed, 2)
    assert wish.due_on == today() + timedelta(days=5), "due when the next promise is"
    left = await done(living_claims, wish)
    assert [(claim.id, claim.lead) for claim in left] == [(second.id, True), (left[1].id, False)]
    await hand_back(town, left[1], "volunteer")
    assert [claim.lead for claim in await done(living_claims, wish)] == [True]


async def test_the_lead_returns_as_one_of_many(town: Town) -> None:
    wish = await town.published(places=2)
    first = await town.claim(wish, "member")
    await town.claim(wish, "comrade")
    await hand_back(town, first)
    assert not (await town.claim(wish, "member")).lead
    assert [claim.lead for claim in await done(living_claims, wish)] == [True, False]


@pytest.mark.parametrize("part", ["comrade", "clerk", "leader", "administrator", "nobody"])
async def test_only_who_promised_hands_back(town: Town, part: str) -> None:
    wish, claim = await town.claimed("member")
    with refused("not_yours"):
        await hand_back(town, claim, part)
    assert (await town.fresh(wish)).taken == 1


async def test_who_acts_for_the_organization_hands_its_promise_back(town: Town) -> None:
    wish = await town.published()
    claim = await done(
        claim_wish,
        wish.key,
        by=await town.viewer("clerk"),
        promised_on=today(),
        organization=town.organizations["柳荫第一支部"],
    )
    assert (await hand_back(town, claim, "street_clerk")).stage is Stage.published


async def test_handing_back_twice_is_refused(town: Town) -> None:
    wish = await town.published(places=2)
    claim = await town.claim(wish, "member")
    await town.claim(wish, "comrade")
    await hand_back(town, claim)
    with refused("not_yours"):
        await hand_back(town, claim)
    assert (await town.fresh(wish)).taken == 1
    assert (await kinds_of(wish)).count("claim.handed_back") == 1


async def test_what_is_delivered_is_not_handed_back(town: Town) -> None:
    _, claim = await town.claimed("comrade")
    await town.deliver(claim)
    with refused("not_now", stage=Stage.delivered):
        await hand_back(town, claim, "comrade")


async def test_an_overdue_promise_can_still_be_handed_back(town: Town) -> None:
    with frozen(FRIDAY):
        _, claim = await town.claimed(promised_on=FRIDAY)
    with frozen(FRIDAY + timedelta(days=3)):
        assert (await hand_back(town, claim)).stage is Stage.published
