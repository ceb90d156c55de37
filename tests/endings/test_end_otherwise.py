"""Withdrawn, declined, handed over, given to mediators: each closes with a reason."""

import pytest
from sqlmodel import select

from tests.cast import Town
from tests.endings.deciding import (
    decline,
    kinds_of,
    mediate,
    standing,
    transfer,
    withdraw,
)
from wishboard.accounts.viewer import wisher_of
from wishboard.catalogue.queries import NoSuchReason
from wishboard.claims.models import Claim, ClaimEnding
from wishboard.core.database import transaction
from wishboard.core.refusals import NotAllowed
from wishboard.endings.refusals import NotMediators, NotYourWish, ReceiverNeeded
from wishboard.quotas.models import Credit
from wishboard.wishes.lifecycle import NotNow
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Lane, Stage


async def test_a_declined_wish_is_closed_with_a_reason_its_wisher_reads(town: Town) -> None:
    wish = await decline(town, await town.collected())
    decision = await standing(wish)
    assert (wish.stage, wish.ending, wish.due_on) == (Stage.closed, Ending.declined, None)
    assert decision is not None
    assert decision.explanation == "这件事请找物业。"
    assert (await kinds_of(wish))[-1] == "ending.declined"


async def test_a_reason_of_another_deed_does_not_decline(town: Town) -> None:
    wish = await town.collected()
    with pytest.raises(NoSuchReason):
        await decline(town, wish, reason="reopen_other")


async def test_a_transfer_names_who_is_responsible(town: Town) -> None:
    inside = await standing(await transfer(town, await town.collected(), receiver="城市管理局"))
    outside = await standing(await transfer(town, await town.registered()))
    assert inside is not None
    assert outside is not None
    assert (inside.receiver, inside.receiver_id is None) == ("城市管理局", False)
    assert (outside.receiver, outside.receiver_id) == ("市自来水公司", None)


async def test_a_transfer_to_nobody_is_refused(town: Town) -> None:
    wish = await town.collected()
    with pytest.raises(ReceiverNeeded):
        await transfer(town, wish, outside="")


async def test_only_a_registered_wish_goes_to_mediators_and_only_to_real_ones(town: Town) -> None:
    registered, collected = await town.registered(), await town.collected()
    with pytest.raises(NotMediators):
        await mediate(town, registered, receiver="城市管理局")
    with pytest.raises(NotNow):
        await mediate(town, collected)
    wish = await mediate(town, registered)
    assert (wish.ending, wish.lane) == (Ending.transferred, Lane.mediation)


async def test_only_the_wisher_withdraws(town: Town) -> None:
    wish, other = await town.published(), await town.published()
    for somebody in (await town.viewer("clerk"), wisher_of(other.key)):
        with pytest.raises(NotYourWish):
            await withdraw(wish, by=somebody)
    assert (await withdraw(wish)).ending is Ending.withdrawn


async def test_living_promises_end_without_fault_and_without_credit(town: Town) -> None:
    wish, claim = await town.claimed(places=2)
    await town.claim(wish, "comrade")
    wish = await transfer(town, wish)
    async with transaction() as db:
        claims = (await db.exec(select(Claim).where(Claim.wish_id == wish.id))).all()
        written = (await db.exec(select(Credit))).all()
    assert {one.ending for one in claims} == {ClaimEnding.released}
    assert (wish.taken, list(written)) == (0, [])
    assert (await town.claim(await town.published(), "member")).id != claim.id


@pytest.mark.parametrize("part", ["other_clerk", "leader", "supervisor", "stranger", "nobody"])
async def test_nobody_but_the_keeper_decides(town: Town, part: str) -> None:
    wish = await town.registered()
    for way in (decline, transfer, mediate):
        with pytest.raises(NotAllowed):
            await way(town, wish, by=part)


@pytest.mark.parametrize("way", [decline, transfer])
async def test_what_is_delivered_is_past_these_ways(town: Town, way: object) -> None:
    wish: Wish = await town.delivered()
    with pytest.raises(NotNow):
        await way(town, wish)  # type: ignore[operator]
    with pytest.raises(NotNow):
        await withdraw(wish)
