"""Everybody whom an event concerns is told once, and nobody else."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.accounts.telephone import set_up
from tests.cast import PASSWORD, Town
from tests.deeds import done
from tests.events.kinds import kinds
from tests.notifications.told import hush, notices, told, untold_events
from wishboard.accounts.models import Appointment
from wishboard.accounts.own_proof import change_password
from wishboard.accounts.roles import Role
from wishboard.accounts.second_factor.commands import renew_recovery_codes
from wishboard.accounts.sessions import sign_in
from wishboard.accounts.viewer import wisher_of
from wishboard.claims.clock import lapse_overdue, remind_of_promises
from wishboard.claims.commands import hand_back_claim
from wishboard.claims.waiting import join_waiting_list
from wishboard.core.clock import frozen, today
from wishboard.core.database import transaction
from wishboard.endings.commands import decline_wish, withdraw_wish
from wishboard.endings.forms import DeclineForm, WithdrawForm
from wishboard.notifications.telling import tell
from wishboard.notifications.told import TOLD
from wishboard.outcomes.answers import answer_wish, record_silences
from wishboard.outcomes.forms import AnswerForm
from wishboard.wishes.commands import publish_wish


def test_it_is_settled_who_is_told_of_every_kind() -> None:
    assert set(TOLD) == set(kinds())


async def test_changes_of_ones_own_locks_are_told_to_oneself_and_sign_ins_to_nobody(
    town: Town,
) -> None:
    telephone, clerk = await set_up(town, "clerk"), await town.viewer("clerk")
    code = telephone.recovery_codes[0]
    await done(sign_in, "clerk", PASSWORD, address="", code=telephone.code())
    await done(renew_recovery_codes, code, password=PASSWORD, by=clerk)
    await done(change_password, PASSWORD, "a wider stream", by=clerk)
    changes = ("second_factor_set_up", "recovery_code_used", "recovery_codes_renewed")
    assert await told(town) == {
        (f"account.{change}", "clerk"): 1 for change in (*changes, "password_changed")
    }


async def test_a_new_wish_is_told_to_the_committee_of_its_keeper_alone(town: Town) -> None:
    await town.collected()
    assert await told(town) == {("wish.collected", "clerk"): 1}


async def test_without_a_committee_of_its_own_the_next_one_up_is_told(town: Town) -> None:
    async with transaction() as db:
        clerk = await db.get_one(Appointment, await _appointment(town, "clerk"))
        clerk.until = today() - timedelta(days=1)
    await town.collected()
    assert await told(town) == {("wish.collected", "street_clerk"): 1}


async def test_a_day_of_new_wishes_is_one_notice(town: Town) -> None:
    for _number in range(3):
        await town.collected()
        await tell()
    assert await told(town) == {("wish.collected", "clerk"): 1}
    assert await untold_events() == 0


async def test_what_is_published_is_told_to_the_keepers_own_members_once_a_day(town: Town) -> None:
    await town.registered()
    await hush(town)
    for _number in range(2):
        await town.published()
    found = await told(town)
    assert found["wish.published", "neighbour"] == found["wish.published", "member"] == 1
    assert not {("wish.published", "clerk"), ("wish.published", "comrade")} & set(await notices())


async def test_the_collector_is_told_what_becomes_of_what_they_filed(town: Town) -> None:
    wish = await town.collected(by="collector")
    await hush(town)
    async with transaction() as db:
        form = DeclineForm(reason="decline_other", explanation="这件事要找物业办理。")
        await decline_wish(db, wish.key, form, by=await town.viewer("clerk"))
    assert await told(town) == {("ending.declined", "collector"): 1}


async def test_the_lead_is_told_who_joins(town: Town) -> None:
    wish, _claim = await town.claimed(places=3)
    await hush(town)
    await town.claim(wish, "neighbour")
    assert await told(town) == {("claim.made", "member"): 1}


async def test_a_place_handed_back_is_told_to_keeper_and_fellows(town: Town) -> None:
    wish, claim = await town.claimed(places=2)
    await town.claim(wish, "neighbour")
    await hush(town)
    async with transaction() as db:
        by = await town.viewer("member")
        await hand_back_claim(db, claim.public_id, by=by, reason="家里有急事")
    assert await told(town) == {
        ("claim.handed_back", "clerk"): 1,
        ("claim.handed_back", "neighbour"): 1,
    }


async def test_who_waits_is_told_of_the_offer(town: Town) -> None:
    wish, claim = await town.claimed()
    async with transaction() as db:
        await join_waiting_list(db, wish.key, by=await town.viewer("neighbour"))
    await hush(town)
    async with transaction() as db:
        by = await town.viewer("member")
        await hand_back_claim(db, claim.public_id, by=by, reason="家里有急事")
    assert (await told(town))["claim.offered", "neighbour"] == 1


async def test_a_promise_is_reminded_of_then_overdue_then_lapsed(town: Town) -> None:
    promised = today() + timedelta(days=7)
    await town.claimed(promised_on=promised)
    await hush(town)
    for day in (promised - timedelta(days=1), promised + timedelta(days=1)):
        with frozen(day):
            async with transaction() as db:
                await remind_of_promises(db)
    with frozen(promised + timedelta(days=30)):
        await lapse_overdue()
        assert await told(town) == {
            ("claim.due_soon", "member"): 1,
            ("claim.overdue", "member"): 1,
            ("claim.overdue", "clerk"): 1,
            ("claim.lapsed", "member"): 1,
            ("claim.lapsed", "clerk"): 1,
            ("claim.lapsed", "supervisor"): 1,
        }


async def test_the_host_of_a_task_is_told_who_comes(town: Town) -> None:
    task = await town.task()
    async with transaction() as db:
        await publish_wish(db, task.key, by=await town.viewer("clerk"))
    await hush(town)
    await town.claim(task, "volunteer")
    assert await told(town) == {("claim.made", "clerk"): 1}


@pytest.mark.parametrize("done", [True, False])
async def test_the_answer_is_told_to_who_took_part(town: Town, done: bool) -> None:
    wish = await town.delivered()
    await hush(town)
    async with transaction() as db:
        await answer_wish(db, wish.key, AnswerForm(done=done), by=wisher_of(wish.key))
    found = await told(town)
    kind = "outcome.confirmed" if done else "outcome.rejected"
    assert found[kind, "member"] == 1
    assert found[kind, "clerk"] == (0 if done else 1)
    assert found["outcome.closed", "member"] == (1 if done else 0)


async def test_a_flagged_answer_is_told_to_the_keeper(town: Town) -> None:
    wish = await town.delivered(reported=9)
    await hush(town)
    async with transaction() as db:
        await answer_wish(db, wish.key, AnswerForm(done=True), by=wisher_of(wish.key))
    assert await told(town) == {
        ("outcome.confirmed", "member"): 1,
        ("outcome.confirmed", "clerk"): 1,
    }


async def test_silence_is_told_to_the_keeper(town: Town) -> None:
    await town.delivered()
    await hush(town)
    with frozen(today() + timedelta(days=40)):
        await record_silences()
        assert await told(town) == {("outcome.silence", "clerk"): 1}


async def test_a_claimer_is_told_that_the_wish_was_taken_back(town: Town) -> None:
    wish, _claim = await town.claimed()
    await hush(town)
    async with transaction() as db:
        await withdraw_wish(db, wish.key, WithdrawForm(reason=""), by=wisher_of(wish.key))
    assert await told(town) == {
        ("claim.released", "member"): 1,
        ("ending.withdrawn", "clerk"): 1,
    }


async def test_nobody_is_told_of_their_own_deed(town: Town) -> None:
    await town.closed()
    found = await told(town)
    assert found["wish.registered", "clerk"] == found["outcome.closed", "clerk"] == 0
    assert found["claim.made", "member"] == found["outcome.delivered", "member"] == 0


async def _appointment(town: Town, part: str) -> int:
    async with transaction() as db:
        found = await db.exec(
            select(Appointment).where(
                Appointment.person_id == town.people[part].key, Appointment.role == Role.committee
            )
        )
        return found.one().key
