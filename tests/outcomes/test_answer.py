"""The wisher says whether it is done; or somebody who did not take part asks and records it."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import Town
from tests.deeds import done, events_of, kinds_of, refused
from wishboard.accounts.viewer import Viewer, wisher_of
from wishboard.claims.commands import claim_wish, hand_back_claim
from wishboard.claims.queries import living_claims
from wishboard.core.clock import frozen, today
from wishboard.core.database import transaction
from wishboard.core.forms import read
from wishboard.core.refusals import Invalid
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.forms import AnswerForm
from wishboard.outcomes.models import Answer, AnswerBy, Flag
from wishboard.outcomes.queries import outcome_of
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage

FRIDAY = date(2025, 11, 21)


async def answer(town: Town, wish: Wish, by: str | Viewer = "", **fields: Any) -> Answer:
    """An answer by the wisher, or recorded by somebody of the cast."""
    viewer = by if isinstance(by, Viewer) else await town.viewer(by) if by else wisher_of(wish.key)
    form = AnswerForm.model_validate({"done": True} | fields)
    return await done(answer_wish, wish.key, form, by=viewer)


async def test_confirmed_and_unflagged_it_closes_by_itself(town: Town) -> None:
    wish = await town.delivered()
    given = await answer(town, wish, rating=5, words="谢谢", praise=True)
    assert (given.how, given.done, given.rating, given.praise) == (AnswerBy.code, True, 5, True)
    assert given.flag is None
    wish = await town.fresh(wish)
    assert (wish.stage, wish.ending, wish.due_on) == (Stage.closed, Ending.fulfilled, None)
    assert (await kinds_of(wish))[-2:] == ["outcome.confirmed", "outcome.closed"]
    assert "谢谢" not in repr([event.facts for event in await events_of(wish)])


@pytest.mark.parametrize(
    ("part", "may"),
    [
        ("clerk", True),
        ("street_clerk", True),
        ("collector", True),
        ("supervisor", True),
        ("member", False),
        ("other_clerk", False),
        ("comrade", False),
        ("leader", False),
        ("handler", False),
        ("administrator", False),
        ("stranger", False),
        ("nobody", False),
        ("clock", False),
    ],
)
async def test_a_phone_call_is_recorded_by_who_may(town: Town, part: str, may: bool) -> None:
    wish = await town.delivered("member")
    if may:
        given = await answer(town, wish, part)
        assert (given.how, given.recorded_by_id) == (AnswerBy.phone, town.people[part].id)
        return
    with refused("not_the_wisher"):
        await answer(town, wish, part)
    assert (await town.fresh(wish)).stage is Stage.delivered


async def test_who_took_part_does_not_record_the_answer(town: Town) -> None:
    wish = await town.published(places=2)
    lead = await town.claim(wish, "clerk")
    await town.claim(wish, "neighbour")
    await town.deliver(lead)
    with refused("not_the_wisher"):
        await answer(town, wish, "clerk")
    assert (await answer(town, wish, "street_clerk")).how is AnswerBy.phone


async def test_who_reported_it_has_a_hand_in_it_without_taking_part(town: Town) -> None:
    wish = await town.published(places=2)
    lead = await town.claim(wish, "clerk")
    other = await town.claim(wish, "comrade")
    await town.deliver(lead, participants=[other.public_id])
    with refused("not_the_wisher"):
        await answer(town, wish, "clerk")


async def test_who_delivered_for_an_organization_has_a_hand_in_it(town: Town) -> None:
    wish = await town.published()
    branch = town.organizations["柳荫第一支部"]
    viewer = await town.viewer("clerk")
    claim = await done(claim_wish, wish.key, by=viewer, promised_on=today(), organization=branch)
    await town.deliver(claim, "street_clerk")
    for part in ("clerk", "street_clerk"):
        with refused("not_the_wisher"):
            await answer(town, wish, part)
    assert (await answer(town, wish, "collector")).how is AnswerBy.phone


async def test_the_wisher_of_another_wish_says_nothing(town: Town) -> None:
    wish, other = await town.delivered(), await town.collected()
    with refused("not_the_wisher"):
        await answer(town, wish, wisher_of(other.key))


async def test_one_answer_is_enough(town: Town) -> None:
    wish = await town.answered()
    with refused("not_now", stage=Stage.answered):
        await answer(town, wish)
    with refused("not_now", stage=Stage.claimed):
        await answer(town, (await town.claimed("comrade"))[0])


# --- what keeps a confirmed wish from closing by itself ---


async def test_an_answer_from_the_claimers_device_is_flagged(town: Town) -> None:
    wish = await town.published()
    member = await town.viewer("member")
    member = Viewer(**{**_facts(member), "device": "phone-of-the-member"})
    claim = await done(claim_wish, wish.key, by=member, promised_on=today())
    await town.deliver(claim, "member")
    given = await answer(town, wish, wisher_of(wish.key, device="phone-of-the-member"))
    assert given.flag is Flag.same_device
    assert (await town.fresh(wish)).stage is Stage.answered


async def test_the_device_of_somebody_who_handed_back_is_as_good_as_any(town: Town) -> None:
    wish = await town.published()
    comrade = Viewer(**{**_facts(await town.viewer("comrade")), "device": "shared phone"})
    claim = await done(claim_wish, wish.key, by=comrade, promised_on=today())
    await done(hand_back_claim, claim.public_id, by=comrade, reason="忙")
    await town.deliver(await town.claim(wish, "member"))
    assert (await answer(town, wish, wisher_of(wish.key, device="shared phone"))).flag is None


async def test_an_answer_from_the_collectors_device_is_flagged(town: Town) -> None:
    collector = Viewer(**{**_facts(await town.viewer("collector")), "device": "tablet"})
    wish = await town.delivered()
    async with transaction() as db:
        wish.collected_from = "tablet"
        db.add(wish)
    assert (await answer(town, wish, collector)).flag is Flag.same_device


async def test_more_than_expected_is_looked_at(town: Town) -> None:
    wish = await town.delivered(reported=5)
    assert wish.expected == 1
    assert (await answer(town, wish)).flag is Flag.more_than_expected
    assert (await town.fresh(wish)).stage is Stage.answered


async def test_the_keepers_own_promise_closes_by_the_wishers_code_only(town: Town) -> None:
    for by, flag, stage in (
        ("", None, Stage.closed),
        ("street_clerk", Flag.keeper_claimed, Stage.answered),
    ):
        wish = await town.published()
        claim = await done(
            claim_wish,
            wish.key,
            by=await town.viewer("clerk"),
            promised_on=today(),
            organization=town.organizations["柳荫社区党委"],
        )
        await town.deliver(claim)
        assert (await answer(town, wish, by)).flag is flag
        assert (await town.fresh(wish)).stage is stage


def _facts(viewer: Viewer) -> dict[str, Any]:
    return {name: getattr(viewer, name) for name in viewer.__dataclass_fields__}


# --- not done ---


async def test_not_done_the_same_people_promise_again(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.delivered("member")
        given = await answer(town, wish, done=False, rating=1, praise=True)
    assert not given.praise and given.flag is None
    wish = await town.fresh(wish)
    assert (wish.stage, wish.taken, wish.reopened) == (Stage.claimed, 1, 1)
    [claim] = await done(living_claims, wish)
    assert claim.lead and claim.promised_on == wish.due_on == date(2025, 11, 28)
    assert not (claim.reminded or claim.overdue_told)
    async with transaction() as db:
        assert await outcome_of(db, wish) is None, "what was reported is undone"
    assert (await kinds_of(wish))[-1] == "outcome.rejected"
    outcome = await town.deliver(claim)
    assert outcome.round == 1
    await answer(town, wish)
    assert (await town.fresh(wish)).ending is Ending.fulfilled


async def test_not_done_and_somebody_else_should_try(town: Town) -> None:
    wish = await town.delivered("member")
    await answer(town, wish, done=False, somebody_else=True)
    wish = await town.fresh(wish)
    assert (wish.stage, wish.taken, wish.priority) == (Stage.published, 0, True)
    assert wish.on_board and wish.due_on is None
    assert (await town.claim(wish, "comrade")).lead


async def test_only_who_took_part_promises_again(town: Town) -> None:
    wish = await town.published(places=3)
    lead = await town.claim(wish, "member")
    other = await town.claim(wish, "comrade")
    await town.claim(wish, "volunteer")
    await town.deliver(lead, participants=[lead.public_id, other.public_id])
    await answer(town, wish, done=False)
    claims = await done(living_claims, wish)
    assert [(claim.id, claim.lead) for claim in claims] == [(lead.id, True), (other.id, False)]
    assert (await town.fresh(wish)).taken == 2


async def test_somebody_leads_when_the_lead_had_not_taken_part(town: Town) -> None:
    wish = await town.published(places=3)
    lead = await town.claim(wish, "member")
    others = [await town.claim(wish, part) for part in ("comrade", "volunteer")]
    await town.deliver(lead, participants=[claim.public_id for claim in others])
    await answer(town, wish, done=False)
    claims = await done(living_claims, wish)
    assert [(claim.id, claim.lead) for claim in claims] == [
        (others[0].id, True),
        (others[1].id, False),
    ]
    await town.deliver(others[0])


async def test_the_second_team_is_asked_again_and_not_the_first(town: Town) -> None:
    """Within the same second, as in a test or a bulk deed."""
    with frozen(FRIDAY):
        wish = await town.delivered("member")
        await answer(town, wish, done=False, somebody_else=True)
        await town.deliver(await town.claim(wish, "comrade"))
        await answer(town, wish, done=False)
        [claim] = await done(living_claims, wish)
        assert claim.person_id == town.people["comrade"].id


async def test_who_tried_twice_promises_once(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.delivered("member")
        await answer(town, wish, done=False, somebody_else=True)
        second = await town.claim(wish, "member")
        await town.deliver(second)
        await answer(town, wish, done=False)
        assert [claim.id for claim in await done(living_claims, wish)] == [second.id]


# --- the host answers for a task ---


async def delivered_task(town: Town, by: str) -> Wish:
    with frozen(FRIDAY - timedelta(days=1)):
        task = await town.published_task(day=FRIDAY, starts="8:00", ends="9:00")
        claim = await town.claim(task, by)
    with frozen(FRIDAY):
        await town.deliver(claim, reported=50)
    return task


async def test_the_host_answers_for_a_task(town: Town) -> None:
    task = await delivered_task(town, "member")
    for part in ("other_clerk", "collector", "supervisor", "member", "nobody"):
        with refused("not_the_wisher"):
            await answer(town, task, part)
    with refused("not_the_wisher"):
        await answer(town, task)
    assert (await answer(town, task, "clerk")).how is AnswerBy.host
    assert (await town.fresh(task)).stage is Stage.answered, "a task never closes by itself"


async def test_the_host_who_took_part_does_not_answer(town: Town) -> None:
    task = await delivered_task(town, "clerk")
    with refused("not_the_wisher"):
        await answer(town, task, "clerk")
    assert (await answer(town, task, "street_clerk")).how is AnswerBy.host


@pytest.mark.parametrize(
    "change", [{"done": ""}, {"rating": "0"}, {"rating": "6"}, {"words": "好" * 601}]
)
def test_what_an_answer_needs(change: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        read(AnswerForm, {"done": "on"} | change)
    assert list(caught.value.errors) == list(change)
