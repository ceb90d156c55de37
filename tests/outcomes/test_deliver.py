"""The lead reports what was done and who took part, and the wisher is asked."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from tests.cast import Town
from tests.deeds import done, events_of, kinds_of, refused
from wishboard.claims.commands import claim_wish, hand_back_claim
from wishboard.claims.models import Claim, ClaimEnding
from wishboard.core.clock import frozen, now, start_of, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.forms import read
from wishboard.core.refusals import Invalid
from wishboard.outcomes.forms import DeliverForm
from wishboard.outcomes.models import PaidBy, Participation
from wishboard.outcomes.queries import outcome_of, participations
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

FRIDAY = date(2025, 11, 21)


async def endings(town: Town, wish: Wish) -> dict[str, ClaimEnding | None]:
    """How each promise on a wish ended, by who made it."""

    async def found(db: AsyncSession) -> list[Claim]:
        return list((await db.exec(select(Claim).where(Claim.wish_id == wish.id))).all())

    parts = {person.key: part for part, person in town.people.items()}
    return {parts[claim.person_id]: claim.ending for claim in await done(found)}


async def took_part(town: Town, wish: Wish) -> dict[str, Participation]:
    parts = {person.key: part for part, person in town.people.items()}
    async with transaction() as db:
        outcome = await outcome_of(db, wish)
        assert outcome is not None
        return {parts[row.person_id]: row for row in await participations(db, outcome)}


async def test_a_wish_is_delivered(town: Town) -> None:
    with frozen(FRIDAY):
        wish, claim = await town.claimed("member")
        outcome = await town.deliver(claim, paid_by="branch_funds", reported=2, hours=1.5)
    wish = await town.fresh(wish)
    assert (wish.stage, wish.taken) == (Stage.delivered, 0)
    assert wish.due_on == date(2025, 12, 5), "ten working days to answer"
    assert (outcome.paid_by, outcome.reported, outcome.minutes) == (PaidBy.branch_funds, 2, 90)
    assert (outcome.delivered_on, outcome.round, outcome.confirmed) == (FRIDAY, 0, None)
    assert outcome.delivered_by_id == town.people["member"].id
    share = (await took_part(town, wish))["member"]
    assert share.organization_id == town.organizations["柳荫第一支部"].id
    assert not share.in_its_name
    event = (await events_of(wish))[-1]
    assert event.kind == "outcome.delivered" and event.facts == {"outcome": outcome.id}


async def test_the_lead_says_who_took_part(town: Town) -> None:
    wish = await town.published(places=3)
    lead = await town.claim(wish, "member")
    other = await town.claim(wish, "comrade")
    await town.claim(wish, "volunteer")
    with refused("only_the_lead"):
        await town.deliver(other)
    await town.deliver(lead, participants=[lead.public_id, other.public_id])
    assert await endings(town, wish) == {
        "member": ClaimEnding.delivered,
        "comrade": ClaimEnding.delivered,
        "volunteer": ClaimEnding.released,
    }
    assert set(await took_part(town, wish)) == {"member", "comrade"}


async def test_all_took_part_when_nobody_is_ticked_off(town: Town) -> None:
    wish = await town.published(places=2)
    lead = await town.claim(wish, "member")
    await town.claim(wish, "volunteer")
    await town.deliver(lead)
    shares = await took_part(town, wish)
    assert set(shares) == {"member", "volunteer"}
    assert shares["volunteer"].organization_id == town.organizations["暖阳志愿队"].id


async def test_somebody_must_have_taken_part(town: Town) -> None:
    wish, claim = await town.claimed("member")
    for ticked in ([], ["somebody else"]):
        with refused("nobody_took_part"):
            await town.deliver(claim, participants=ticked)
    assert (await town.fresh(wish)).stage is Stage.claimed
    assert await endings(town, wish) == {"member": None}


async def test_a_new_lead_delivers_after_the_first_handed_back(town: Town) -> None:
    wish = await town.published(places=2)
    first = await town.claim(wish, "member")
    second = await town.claim(wish, "comrade")
    viewer = await town.viewer("member")
    await done(hand_back_claim, first.public_id, by=viewer, reason="忙")
    await town.deliver(second)
    assert set(await took_part(town, wish)) == {"comrade"}


async def test_an_organizations_promise_is_delivered_by_who_acts_for_it(town: Town) -> None:
    branch = town.organizations["柳荫第一支部"]
    wish = await town.published()
    claim = await done(
        claim_wish,
        wish.key,
        by=await town.viewer("clerk"),
        promised_on=today(),
        organization=branch,
    )
    for part in ("member", "other_clerk", "stranger"):
        with refused("not_yours"):
            await town.deliver(claim, part)
    outcome = await town.deliver(claim, "street_clerk")
    assert outcome.delivered_by_id == town.people["street_clerk"].id
    share = (await took_part(town, wish))["clerk"]
    assert (share.organization_id, share.in_its_name) == (branch.id, True)


@pytest.mark.parametrize("part", ["comrade", "clerk", "leader", "administrator", "nobody"])
async def test_only_who_promised_delivers(town: Town, part: str) -> None:
    _, claim = await town.claimed("member")
    with refused("not_yours"):
        await town.deliver(claim, part)


async def test_delivering_twice_is_refused(town: Town) -> None:
    wish, claim = await town.claimed("member")
    await town.deliver(claim)
    with refused("not_now", stage=Stage.delivered):
        await town.deliver(claim)
    assert (await kinds_of(wish)).count("outcome.delivered") == 1


async def test_what_was_handed_back_is_not_delivered(town: Town) -> None:
    wish = await town.published(places=2)
    mine = await town.claim(wish, "member")
    await town.claim(wish, "comrade")
    viewer = await town.viewer("member")
    await done(hand_back_claim, mine.public_id, by=viewer, reason="忙")
    with refused("not_yours"):
        await town.deliver(mine)


async def test_the_day_of_delivery_has_been(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.published()
    with frozen(FRIDAY + timedelta(days=9)):
        claim = await town.claim(wish, "member")
        with refused("not_in_the_future"):
            await town.deliver(claim, delivered_on=FRIDAY + timedelta(days=10))
        with refused("before_the_wish", made=FRIDAY):
            await town.deliver(claim, delivered_on=FRIDAY - timedelta(days=1))
        outcome = await town.deliver(claim, delivered_on=FRIDAY)
    assert outcome.delivered_on == FRIDAY


async def test_an_overdue_promise_can_still_be_kept(town: Town) -> None:
    with frozen(FRIDAY):
        wish, claim = await town.claimed(promised_on=FRIDAY)
    with frozen(FRIDAY + timedelta(days=4)):
        await town.deliver(claim)
    assert (await town.fresh(wish)).stage is Stage.delivered


async def test_a_task_is_reported_after_its_last_shift(town: Town) -> None:
    with frozen(FRIDAY):
        task = await town.published_task(day=FRIDAY, starts="14:00", ends="16:00")
        claim = await town.claim(task, "member")
    with frozen(start_of(FRIDAY) + timedelta(hours=15, minutes=59)), refused("not_over_yet"):
        await town.deliver(claim)
    with frozen(start_of(FRIDAY) + timedelta(hours=16)):
        await town.deliver(claim)
    assert (await town.fresh(task)).stage is Stage.delivered


async def test_the_moment_of_delivery_is_kept(town: Town) -> None:
    wish, claim = await town.claimed("member")
    with frozen(now() + timedelta(minutes=5)):
        await town.deliver(claim)
        assert (await town.fresh(wish)).delivered_at == now()


@pytest.mark.parametrize(
    "change",
    [
        {"done": ""},
        {"done": "好" * 601},
        {"paid_by": "magic"},
        {"reported": "-1"},
        {"reported": "10000001"},
        {"hours": "-1"},
        {"hours": "1001"},
        {"hours": "nan"},
        {"delivered_on": "yesterday"},
    ],
)
def test_what_a_report_needs(change: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as caught:
        read(DeliverForm, {"done": "送去一盏台灯"} | change)
    assert list(caught.value.errors) == list(change)


def test_hours_money_and_day_are_optional() -> None:
    form = read(DeliverForm, {"done": "送去一盏台灯"})
    assert (form.reported, form.hours, form.paid_by) == (1, 0, PaidBy.nobody)
    assert form.delivered_on is None and form.participants is None
