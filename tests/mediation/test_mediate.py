"""A dispute goes to a named committee, stays in sight, and its result is recorded."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.cast import Town
from tests.deeds import done, kinds_of, refused
from wishboard.accounts.roles import Role
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.disclosure.retention import purge_texts, purge_words
from wishboard.endings.forms import MediateForm
from wishboard.mediation.commands import hand_over, open_cases, settle
from wishboard.mediation.forms import SettleForm
from wishboard.mediation.models import MediationCase, Settled
from wishboard.mediation.queries import mediates, mediation_for, mediation_of, mediations_for
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Lane

MENDERS = "柳荫人民调解委员会"
AGREED = SettleForm(result=Settled.agreed, words="双方约定晚上九点后不再放音乐。")


async def handed(town: Town) -> tuple[Wish, MediationCase]:
    """A dispute in the hands of the mediators, for whom the stranger works."""
    await town.appoint("stranger", Role.handler, body=MENDERS)
    wish = await town.registered(title="楼上半夜放音乐")
    form = MediateForm(receiver=town.organizations[MENDERS].public_id)
    case = await done(hand_over, wish.public_id, form, by=await town.viewer("clerk"))
    return await town.fresh(wish), case


async def test_handing_over_opens_a_case(town: Town) -> None:
    wish, case = await handed(town)
    assert (wish.ending, wish.lane) == (Ending.transferred, Lane.mediation)
    assert case.committee_id == town.organizations[MENDERS].id
    assert (await done(mediation_of, wish)) is not None
    assert await done(open_cases) == 0


async def test_only_mediators_are_handed_a_dispute(town: Town) -> None:
    wish = await town.registered()
    form = MediateForm(receiver=town.organizations["城市管理局"].public_id)
    with refused("not_mediators"):
        await done(hand_over, wish.public_id, form, by=await town.viewer("clerk"))


async def test_a_wish_that_was_handed_over_before_gets_its_case(town: Town) -> None:
    wish, _case = await handed(town)
    async with transaction() as db:
        await db.execute(delete(MediationCase))
    assert await done(open_cases) == 1
    assert await done(open_cases) == 0
    assert (await done(mediation_of, wish)) is not None


@pytest.mark.parametrize("part", ["stranger", "clerk", "street_clerk"])
async def test_the_committee_or_the_keeper_records_the_result(town: Town, part: str) -> None:
    wish, case = await handed(town)
    viewer = await town.viewer(part)
    kept = await done(settle, case.public_id, AGREED, by=viewer)
    assert (kept.result, kept.words, kept.ended_on) == (Settled.agreed, AGREED.words, today())
    assert (await kinds_of(wish))[-1] == "mediation.settled"
    with refused("settled_before"):
        await done(settle, case.public_id, AGREED, by=viewer)


@pytest.mark.parametrize("part", ["handler", "other_clerk", "supervisor", "member"])
async def test_nobody_else_records_it(town: Town, part: str) -> None:
    _wish, case = await handed(town)
    with refused("not_allowed"):
        await done(settle, case.public_id, AGREED, by=await town.viewer(part))


@pytest.mark.parametrize("days", [-1, 4])
async def test_it_ends_between_its_beginning_and_today(town: Town, days: int) -> None:
    _wish, case = await handed(town)
    with frozen(now() + timedelta(days=3)):
        ended_on = today() + timedelta(days=days - 3)
        form = AGREED.model_copy(update={"ended_on": ended_on})
        with refused("not_on_this_day"):
            await done(settle, case.public_id, form, by=await town.viewer("stranger"))


async def test_it_is_on_the_list_of_those_concerned(town: Town) -> None:
    wish, case = await handed(town)
    for part in ("stranger", "clerk", "street_clerk", "supervisor", "leader"):
        viewer = await town.viewer(part)
        [seen] = await done(mediations_for, viewer, ended=False)
        assert seen.case.id == case.id
        assert (await done(mediation_for, case.public_id, viewer)).wish.id == wish.id
        assert await done(mediations_for, viewer, ended=True) == []
    for part in ("other_clerk", "handler", "member"):
        viewer = await town.viewer(part)
        assert await done(mediations_for, viewer, ended=False) == []
        with refused("not_found"):
            await done(mediation_for, case.public_id, viewer)


async def test_mediators_know_whom_they_mediate_for_until_it_is_over(town: Town) -> None:
    wish, case = await handed(town)
    mediator = await town.viewer("stranger")
    assert await done(mediates, wish, mediator)
    assert not await done(mediates, wish, await town.viewer("handler"))
    await done(settle, case.public_id, AGREED, by=mediator)
    assert not await done(mediates, wish, mediator)


async def test_the_words_of_the_result_go_with_the_original_words(town: Town) -> None:
    wish, case = await handed(town)
    await done(settle, case.public_id, AGREED, by=await town.viewer("stranger"))
    assert await done(purge_texts) == 0
    with frozen(now() + timedelta(days=200)):
        await done(purge_words)
        assert await done(purge_texts) >= 1
    found = await done(mediation_of, await town.fresh(wish))
    assert found is not None and found.case.words == ""
