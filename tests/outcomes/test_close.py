"""The keeper closes what was answered, with the number that really benefited; never who did it."""

from datetime import date, timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, events_of, kinds_of, refused
from wishboard.accounts.roles import Role
from wishboard.accounts.viewer import wisher_of
from wishboard.claims.commands import claim_wish
from wishboard.core.clock import frozen, today
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.closing import close_wish
from wishboard.outcomes.forms import AnswerForm, CloseForm
from wishboard.outcomes.models import Outcome
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage

FRIDAY = date(2025, 11, 21)


async def close(town: Town, wish: Wish, by: str = "clerk", confirmed: int = 2) -> Outcome:
    form = CloseForm(confirmed=confirmed)
    return await done(close_wish, wish.key, form, by=await town.viewer(by))


async def confirm(wish: Wish) -> None:
    await done(answer_wish, wish.key, AnswerForm(done=True), by=wisher_of(wish.key))


async def test_the_keeper_confirms_how_many_benefited(town: Town) -> None:
    wish = await town.answered()
    outcome = await close(town, wish, confirmed=4)
    assert (outcome.reported, outcome.confirmed) == (5, 4)
    assert outcome.confirmed_by_id == town.people["clerk"].id
    wish = await town.fresh(wish)
    assert (wish.stage, wish.ending, wish.due_on) == (Stage.closed, Ending.fulfilled, None)
    assert wish.closed_at is not None
    event = (await events_of(wish))[-1]
    assert event.kind == "outcome.closed" and event.facts == {
        "outcome": outcome.id,
        "ending": "fulfilled",
    }


@pytest.mark.parametrize(
    "part",
    ["other_clerk", "collector", "member", "leader", "supervisor", "administrator", "nobody"],
)
async def test_others_do_not_close(town: Town, part: str) -> None:
    wish = await town.answered()
    with refused("not_allowed"):
        await close(town, wish, part)
    assert (await town.fresh(wish)).stage is Stage.answered


async def test_who_took_part_does_not_close(town: Town) -> None:
    wish = await town.answered(by="clerk")
    with refused("had_a_hand"):
        await close(town, wish, "clerk")
    assert (await close(town, wish, "street_clerk")).confirmed == 2


async def test_who_only_reported_it_does_not_close_either(town: Town) -> None:
    wish = await town.published(places=2)
    lead = await town.claim(wish, "clerk")
    other = await town.claim(wish, "comrade")
    await town.deliver(lead, participants=[other.public_id], reported=9)
    await confirm(wish)
    with refused("had_a_hand"):
        await close(town, wish, "clerk")
    await close(town, wish, "street_clerk")


async def test_the_keepers_own_promise_is_closed_by_its_parent(town: Town) -> None:
    wish = await town.published()
    claim = await done(
        claim_wish,
        wish.key,
        by=await town.viewer("clerk"),
        promised_on=today(),
        organization=town.organizations["柳荫社区党委"],
    )
    await town.recruit("second clerk")
    await town.appoint("second clerk", Role.committee, body="柳荫社区党委")
    await town.deliver(claim, reported=9)
    await confirm(wish)
    with refused("had_a_hand"):
        await close(town, wish, "second clerk")
    await close(town, wish, "street_clerk")


async def test_a_branchs_promise_is_closed_by_the_keeper(town: Town) -> None:
    wish = await town.published()
    claim = await done(
        claim_wish,
        wish.key,
        by=await town.viewer("street_clerk"),
        promised_on=today(),
        organization=town.organizations["柳荫第一支部"],
    )
    await town.deliver(claim, reported=9)
    await confirm(wish)
    assert (await close(town, wish, "clerk")).confirmed == 2


async def test_a_task_is_closed_by_the_hosts_parent(town: Town) -> None:
    with frozen(FRIDAY):
        task = await town.published_task(day=FRIDAY + timedelta(days=1))
        claim = await town.claim(task, "member")
    with frozen(FRIDAY + timedelta(days=2)):
        await town.deliver(claim, reported=60)
        viewer = await town.viewer("clerk")
        await done(answer_wish, task.key, AnswerForm(done=True), by=viewer)
        with refused("had_a_hand"):
            await close(town, task, "clerk")
        assert (await close(town, task, "street_clerk", confirmed=58)).confirmed == 58


@pytest.mark.parametrize("stage", ["collected", "registered", "published", "delivered", "closed"])
async def test_only_what_was_answered_is_closed(town: Town, stage: str) -> None:
    wish = await getattr(town, stage)()
    with refused("not_now", stage=Stage(stage)):
        await close(town, wish)


async def test_closing_twice_is_refused(town: Town) -> None:
    wish = await town.answered()
    await close(town, wish)
    with refused("not_now", stage=Stage.closed):
        await close(town, wish)
    assert (await kinds_of(wish)).count("outcome.closed") == 1
