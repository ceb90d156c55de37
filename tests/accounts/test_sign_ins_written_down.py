"""Every way in and out leaves its line; guessing leaves one an hour, without what was typed."""

from datetime import timedelta

import pytest

from tests.accounts.telephone import set_up
from tests.cast import PASSWORD, Town
from tests.deeds import done, refused
from wishboard.accounts.lock_outs import NOBODY_KNOWN, ONCE_IN
from wishboard.accounts.models import Person, WayIn
from wishboard.accounts.opening import give_password_once, set_password
from wishboard.accounts.own_proof import change_password
from wishboard.accounts.own_sessions import end_other_sessions, end_session
from wishboard.accounts.sessions import enter, open_session, sign_in, sign_out
from wishboard.core.clock import frozen, now
from wishboard.core.database import AsyncSession
from wishboard.core.throttle import QUARTER, throttle
from wishboard.events.history import history_of
from wishboard.events.models import Event
from wishboard.http.session import viewer_with

HOME = "198.51.100.7"


async def written(town: Town, part: str = "clerk") -> list[Event]:
    """What is written down of somebody; of nobody known without a part."""
    key = town.people[part].key if part else NOBODY_KNOWN
    return list(await done(history_of, "person", key))


async def brief(town: Town, part: str = "clerk") -> list[tuple[str, ...]]:
    """The same by kind and codes."""
    codes = ("how", "second", "door")
    return [
        (event.kind, *(event.facts[code] for code in codes if code in event.facts))
        for event in await written(town, part)
    ]


async def guess(username: str, *, bucket: str = "", most: int = 10) -> None:
    """Come to a door at which everything that may be tried in a quarter of an hour was tried."""
    with frozen(now()):
        for _ in range(most):
            await throttle(bucket or f"sign-in:{username}", most=most, per=QUARTER)
        for _ in range(3):
            with refused("too_often"):
                await done(sign_in, username, PASSWORD, address=HOME)


@pytest.mark.parametrize("how", list(WayIn))
async def test_a_sign_in_tells_how(town: Town, how: WayIn) -> None:
    await done(enter, town.people["clerk"], how)
    (event,) = await written(town)
    assert (event.kind, event.facts) == ("sign_in.opened", {"how": how.value})
    assert event.doer_id == town.people["clerk"].key


async def test_a_second_factor_and_a_recovery_code_are_told_apart(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    with refused("code_needed"):
        await done(sign_in, "clerk", PASSWORD, address=HOME)
    await done(sign_in, "clerk", PASSWORD, address=HOME, code=telephone.code())
    await done(sign_in, "clerk", PASSWORD, address=HOME, code=telephone.recovery_codes[0])
    assert await brief(town) == [
        ("account.second_factor_set_up",),
        ("sign_in.opened", "password", "code"),
        ("account.recovery_code_used",),
        ("sign_in.opened", "password", "recovery_code"),
    ]


async def test_signing_out_and_ending_others(town: Town) -> None:
    key = town.people["clerk"].key
    tokens = [await done(open_session, key) for _ in range(4)]
    viewers = [await viewer_with(token, "") for token in tokens]
    here, there = viewers[0], viewers[1]
    assert here is not None and there is not None
    await done(end_session, there.session, by=here)
    await done(end_other_sessions, by=here)
    await done(end_other_sessions, by=here)
    await done(sign_out, tokens[0])
    await done(sign_out, tokens[0])
    events = await written(town)
    assert [(event.kind, event.facts) for event in events] == [
        ("sign_in.others_ended", {"many": 1}),
        ("sign_in.others_ended", {"many": 2}),
        ("sign_in.ended", {}),
    ]
    assert {event.doer_id for event in events} == {key}


async def test_whoever_comes_in_anew_leaves_first(town: Town) -> None:
    before = await done(open_session, town.people["leader"].key)
    await done(enter, town.people["clerk"], WayIn.link, leaving=before)
    assert await brief(town, "leader") == [("sign_in.ended",)]
    assert await viewer_with(before, "") is None


async def test_a_password_is_changed_or_set_at_the_machine(town: Town) -> None:
    clerk = await town.viewer("clerk")
    await done(change_password, PASSWORD, "a wider stream", by=clerk)

    async def at_the_machine(db: AsyncSession) -> None:
        person = await db.get_one(Person, clerk.person_id)
        await set_password(db, person, "yet another stream")
        await give_password_once(db, person)

    await done(at_the_machine)
    assert [(event.kind, event.doer.value) for event in await written(town)] == [
        ("account.password_changed", "person"),
        ("account.password_reset", "command"),
        ("account.password_reset", "command"),
    ]


async def test_a_first_password_is_no_new_one(town: Town) -> None:
    await town.recruit("newcomer")

    async def open_account(db: AsyncSession) -> None:
        await give_password_once(db, await db.get_one(Person, town.people["newcomer"].key))

    await done(open_account)
    assert not await written(town, "newcomer")


async def test_a_lock_out_leaves_one_line_an_hour(town: Town) -> None:
    await guess("clerk")
    (event,) = await written(town)
    assert event.kind == "sign_in.locked_out"
    assert event.facts == {"door": "password", "person": town.people["clerk"].key}
    assert event.doer_id is None, "whoever it was, it is not proven that it was the clerk"
    with frozen(now() + ONCE_IN + timedelta(minutes=1)):
        await guess("clerk")
    assert len(await written(town)) == 2


async def test_what_nobody_is_called_may_be_a_password_and_is_kept_nowhere(town: Town) -> None:
    for typed in ("my-secret-river", "another-secret"):
        await guess(typed)
    (event,) = await written(town, "")
    assert event.facts == {"door": "password"}


async def test_too_many_from_one_place_leave_one_line_without_the_place(town: Town) -> None:
    await guess("clerk", bucket=f"sign-in-from:{HOME}", most=100)
    (event,) = await written(town, "")
    assert event.facts == {"door": "many"} and not await written(town)


async def test_guessed_codes_lock_out_too(town: Town) -> None:
    await set_up(town, "clerk")
    for code in (*("000000",) * 6, "000001"):
        with refused("wrong_second_factor" if code == "000000" else "too_often"):
            await done(sign_in, "clerk", PASSWORD, address=HOME, code=code)
    assert (await brief(town))[-1] == ("sign_in.locked_out", "code")


async def test_a_guessed_present_password_locks_out_too(town: Town) -> None:
    clerk = await town.viewer("clerk")
    with frozen(now()):
        for _ in range(10):
            await throttle(f"password:{clerk.person_id}", most=10, per=QUARTER)
        with refused("too_often"):
            await done(change_password, PASSWORD, "a wider stream", by=clerk)
    assert await brief(town) == [("sign_in.locked_out", "password")]
