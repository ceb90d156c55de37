"""A promise may be moved to a later day: once, before its date, with a reason."""

from datetime import date, timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, events_of, refused
from wishboard.claims.clock import remind_of_promises
from wishboard.claims.commands import claim_wish, extend_claim, hand_back_claim
from wishboard.claims.models import Claim
from wishboard.core.clock import frozen
from wishboard.wishes.stages import Stage

FRIDAY = date(2025, 11, 21)
WEEK = timedelta(days=7)


async def extend(town: Town, claim: Claim, promised_on: date, by: str = "member") -> Claim:
    return await done(
        extend_claim,
        claim.public_id,
        by=await town.viewer(by),
        promised_on=promised_on,
        reason="还在等配件",
    )


async def test_a_promise_is_extended(town: Town) -> None:
    with frozen(FRIDAY):
        wish, claim = await town.claimed(promised_on=FRIDAY + WEEK)
        await done(remind_of_promises)
    with frozen(FRIDAY + WEEK):
        claim = await extend(town, claim, FRIDAY + 2 * WEEK)
    assert (claim.extended_from, claim.promised_on) == (FRIDAY + WEEK, FRIDAY + 2 * WEEK)
    assert claim.extension_reason == "还在等配件" and not claim.reminded
    wish = await town.fresh(wish)
    assert (wish.stage, wish.due_on) == (Stage.claimed, FRIDAY + 2 * WEEK)
    event = (await events_of(wish))[-1]
    assert event.kind == "claim.extended"
    assert "还在等配件" not in repr(event.facts), "history holds codes, not words"


async def test_once_is_enough(town: Town) -> None:
    with frozen(FRIDAY):
        _, claim = await town.claimed(promised_on=FRIDAY + WEEK)
        await extend(town, claim, FRIDAY + 2 * WEEK)
        with refused("extended_before"):
            await extend(town, claim, FRIDAY + 3 * WEEK)


async def test_too_late_is_too_late(town: Town) -> None:
    with frozen(FRIDAY):
        _, claim = await town.claimed(promised_on=FRIDAY)
    with frozen(FRIDAY + timedelta(days=1)), refused("extended_before"):
        await extend(town, claim, FRIDAY + WEEK)


@pytest.mark.parametrize(
    ("days", "fits"), [(-1, False), (0, False), (1, True), (90, True), (91, False)]
)
async def test_the_new_day_is_later_and_in_sight(town: Town, days: int, fits: bool) -> None:
    with frozen(FRIDAY):
        _, claim = await town.claimed(promised_on=FRIDAY + WEEK)
        day = FRIDAY + WEEK + timedelta(days=days)
        if fits:
            assert (await extend(town, claim, day)).promised_on == day
            return
        with refused("promise_too_far", latest=FRIDAY + WEEK + timedelta(days=90)):
            await extend(town, claim, day)


@pytest.mark.parametrize("part", ["comrade", "clerk", "street_clerk", "leader", "nobody"])
async def test_a_promise_belongs_to_who_made_it(town: Town, part: str) -> None:
    _, claim = await town.claimed("member")
    with refused("not_yours"):
        await extend(town, claim, claim.promised_on + WEEK, part)


async def test_an_organizations_promise_belongs_to_all_who_act_for_it(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.published()
        claim = await done(
            claim_wish,
            wish.key,
            by=await town.viewer("clerk"),
            promised_on=FRIDAY + WEEK,
            organization=town.organizations["柳荫第一支部"],
        )
        assert (await extend(town, claim, FRIDAY + 2 * WEEK, "street_clerk")).extended_from
        with refused("not_yours"):
            await extend(town, claim, FRIDAY + 2 * WEEK, "other_clerk")


async def test_what_is_over_cannot_be_extended(town: Town) -> None:
    with frozen(FRIDAY):
        _, claim = await town.claimed(promised_on=FRIDAY + WEEK)
        await done(hand_back_claim, claim.public_id, by=await town.viewer("member"), reason="忙")
        with refused("not_now"):
            await extend(town, claim, FRIDAY + 2 * WEEK)


async def test_an_unknown_promise_is_not_found(town: Town) -> None:
    viewer = await town.viewer("member")
    with refused("not_found"):
        await done(extend_claim, "nothing", by=viewer, promised_on=FRIDAY, reason="…")


async def test_one_of_several_may_extend_alone(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.published(places=2)
        early = await town.claim(wish, "member", FRIDAY + timedelta(days=2))
        await town.claim(wish, "comrade", FRIDAY + timedelta(days=5))
        await extend(town, early, FRIDAY + timedelta(days=9))
    assert (await town.fresh(wish)).due_on == FRIDAY + timedelta(days=5)


async def test_the_day_of_a_task_cannot_be_moved(town: Town) -> None:
    claim = await town.claim(await town.published_task(), "volunteer")
    with refused("day_is_fixed"):
        await extend(town, claim, claim.promised_on + timedelta(days=2), "volunteer")
