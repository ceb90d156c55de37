"""Somebody promises to grant a wish by a date."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import RESIDENT_PHONE, Town
from tests.deeds import done, events_of, kinds_of, refused
from tests.servers import environment
from wishboard.claims.commands import claim_wish
from wishboard.claims.models import Claim
from wishboard.core.clock import city_date, frozen, now, start_of, today
from wishboard.core.database import transaction
from wishboard.core.phones import phone_index
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

FRIDAY = date(2025, 11, 21)


async def claim(town: Town, wish: Wish, by: str = "member", **more: Any) -> Claim:
    promised = {"promised_on": today() + timedelta(days=7)}
    return await done(claim_wish, wish.key, by=await town.viewer(by), **(promised | more))


async def test_a_member_claims_a_wish(town: Town) -> None:
    wish = await town.published()
    promised_on = today() + timedelta(days=3)
    made = await claim(town, wish, promised_on=promised_on)
    wish = await town.fresh(wish)
    assert (wish.stage, wish.taken, wish.due_on) == (Stage.claimed, 1, promised_on)
    assert not wish.on_board, "its only place is taken"
    assert made.lead and made.living and made.promised_on == promised_on
    event = (await events_of(wish))[-1]
    assert (event.kind, event.doer_id) == ("claim.made", town.people["member"].id)
    assert event.facts == {"claim": made.id, "promised_on": promised_on.isoformat()}


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("member", None),
        ("comrade", None),
        ("volunteer", None),
        ("clerk", None),
        ("stranger", "not_a_member"),
        ("collector", "not_a_member"),
        ("handler", "not_a_member"),
        ("leader", "not_a_member"),
        ("administrator", "not_a_member"),
        ("nobody", "sign_in_needed"),
        ("clock", "sign_in_needed"),
    ],
)
async def test_members_and_approved_volunteers_claim(
    town: Town, part: str, code: str | None
) -> None:
    wish = await town.published()
    if code is None:
        assert (await claim(town, wish, part)).living
        return
    with refused(code):
        await claim(town, wish, part)
    assert (await town.fresh(wish)).taken == 0


async def test_a_volunteer_is_approved_first(town: Town) -> None:
    wish = await town.published()
    async with transaction() as db:
        person = await db.merge(town.people["volunteer"])
        person.approved_at = None
    with refused("not_a_member"):
        await claim(town, wish, "volunteer")


async def test_the_keepers_own_members_come_first(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.published(to_all=False)
        with refused("members_first", keeper="柳荫社区党委"):
            await claim(town, wish, "comrade")
        with refused("members_first"):
            await claim(town, wish, "volunteer")
        assert (await claim(town, wish, "neighbour")).living
    other = await town.published(to_all=False)
    with frozen(now() + timedelta(days=3, seconds=1)):
        assert (await claim(town, other, "comrade")).living


async def test_members_of_a_branch_below_the_keeper_come_first_as_well(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.published(to_all=False)
        assert (await claim(town, wish, "member")).living


async def test_claiming_begins_at_a_set_time(town: Town) -> None:
    opens = start_of(FRIDAY) + timedelta(hours=9)
    with frozen(opens - timedelta(days=1)):
        wish = await town.published(opens_at=opens.isoformat())
        with refused("not_open_yet", opens=opens):
            await claim(town, wish)
    with frozen(opens):
        assert (await claim(town, wish)).living


async def test_every_place_is_taken_once(town: Town) -> None:
    wish = await town.published(places=2)
    await claim(town, wish, "member")
    assert (await town.fresh(wish)).on_board, "a place is free"
    with refused("already_claimed"):
        await claim(town, wish, "member")
    await claim(town, wish, "comrade")
    with refused("no_place_left"):
        await claim(town, wish, "volunteer")
    wish = await town.fresh(wish)
    assert (wish.taken, wish.on_board) == (2, False)


async def test_the_first_to_claim_leads(town: Town) -> None:
    wish = await town.published(places=3)
    leads = [(await claim(town, wish, part)).lead for part in ("member", "comrade", "volunteer")]
    assert leads == [True, False, False]


async def test_the_wish_is_due_when_the_first_promise_is(town: Town) -> None:
    wish = await town.published(places=3)
    for part, days in (("member", 9), ("comrade", 4), ("volunteer", 6)):
        await claim(town, wish, part, promised_on=today() + timedelta(days=days))
    assert (await town.fresh(wish)).due_on == today() + timedelta(days=4)


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (90, True), (91, False)])
async def test_a_promise_is_for_a_day_in_sight(town: Town, days: int, fits: bool) -> None:
    with frozen(FRIDAY):
        wish = await town.published()
        promised_on = today() + timedelta(days=days)
        if fits:
            assert (await claim(town, wish, promised_on=promised_on)).promised_on == promised_on
            return
        with refused("promise_too_far", latest=today() + timedelta(days=90)):
            await claim(town, wish, promised_on=promised_on)


@pytest.mark.parametrize(
    ("risk", "needed"), [("electric", True), ("height", True), ("alone_at_home", False)]
)
async def test_risky_work_needs_somebody_qualified(town: Town, risk: str, needed: bool) -> None:
    wish = await town.published(risks=[risk])
    if needed:
        with refused("qualification_needed"):
            await claim(town, wish)
    assert (await claim(town, wish, qualified=needed)).qualified is needed


async def test_three_promises_are_enough(town: Town) -> None:
    for _ in range(3):
        await town.claimed("member")
    wish = await town.published()
    with refused("too_many_open", open=3, cap=3):
        await claim(town, wish)
    with environment(open_claims_cap="4"):
        assert (await claim(town, wish)).living
    assert (await town.claimed("comrade"))[1].living, "everybody has a cap of their own"


async def test_what_is_overdue_comes_first(town: Town) -> None:
    with frozen(FRIDAY):
        await town.claimed("member", promised_on=FRIDAY)
        wish = await town.published()
        other = await town.published()
        assert (await claim(town, other)).living, "today is not overdue"
    with frozen(FRIDAY + timedelta(days=1)), refused("something_overdue"):
        await claim(town, wish)


async def test_nobody_grants_a_wish_of_their_own(town: Town) -> None:
    async with transaction() as db:
        person = await db.merge(town.people["member"])
        person.phone_index = phone_index("+86 138 1234 5678")
    wish = await town.published()
    assert RESIDENT_PHONE == "13812345678"
    with refused("own_wish"):
        await claim(town, wish)
    assert (await claim(town, wish, "comrade")).living


@pytest.mark.parametrize("stage", ["collected", "registered", "delivered", "closed"])
async def test_only_what_is_on_the_board_is_claimed(town: Town, stage: str) -> None:
    wish = await getattr(town, stage)()
    with refused("not_now", stage=Stage(stage)):
        await claim(town, wish, "comrade")
    assert "claim.made" not in (await kinds_of(wish))[-1:]


async def test_an_unknown_wish_is_not_found(town: Town) -> None:
    with refused("not_found"):
        await done(claim_wish, "nothing", by=await town.viewer("member"), promised_on=today())


async def test_a_clerk_claims_in_the_organizations_name(town: Town) -> None:
    ours = town.organizations["柳荫社区党委"]
    wish = await town.published()
    made = await claim(town, wish, "clerk", organization=ours)
    assert (made.organization_id, made.person_id) == (ours.id, town.people["clerk"].id)


async def test_nobody_claims_in_the_name_of_others(town: Town) -> None:
    wish = await town.published()
    ours = town.organizations["柳荫社区党委"]
    for part in ("member", "other_clerk", "stranger", "handler"):
        with refused("not_yours"):
            await claim(town, wish, part, organization=ours)


async def test_a_task_is_promised_for_its_own_day(town: Town) -> None:
    task = await town.published_task(day=today() + timedelta(days=3))
    made = await claim(town, task, promised_on=today())
    assert made.promised_on == today() + timedelta(days=3)


async def test_a_task_far_away_can_be_promised(town: Town) -> None:
    day = today() + timedelta(days=200)
    made = await claim(town, await town.published_task(day=day), promised_on=today())
    assert made.promised_on == day


async def test_a_task_that_is_over_is_not_claimed(town: Town) -> None:
    with frozen(FRIDAY):
        task = await town.published_task(day=FRIDAY + timedelta(days=1))
    with frozen(FRIDAY + timedelta(days=2)), refused("not_now"):
        await claim(town, task)


async def test_an_evening_task_is_on_the_citys_day(town: Town) -> None:
    with frozen(FRIDAY):
        task = await town.published_task(day=FRIDAY, starts="20:00", ends="23:30")
        made = await claim(town, task)
    assert made.promised_on == FRIDAY == city_date(start_of(FRIDAY))
