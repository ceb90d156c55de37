"""A session is opened by user name and password, and shows its person as of today."""

from datetime import date, timedelta

import pytest
from argon2.exceptions import VerifyMismatchError
from sqlmodel import select

from tests.cast import PASSWORD, Town
from tests.deeds import done, refused
from tests.servers import environment
from wishboard.accounts.models import Membership, SignIn
from wishboard.accounts.own_proof import change_password
from wishboard.accounts.roles import Role
from wishboard.accounts.sessions import (
    LASTS,
    end_sessions,
    open_session,
    purge_sessions,
    sign_in,
    sign_out,
    token_hash,
    viewer_of,
)
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.http.session import viewer_with


async def shown(token: str) -> Viewer | None:
    """Who a cookie's token stands for."""
    return await viewer_with(token, "")


async def test_user_name_and_password_open_a_session(town: Town) -> None:
    token, person = await done(sign_in, " Clerk ", PASSWORD, address="")
    assert person.username == "clerk"
    viewer = await shown(token)
    assert viewer is not None and viewer.person_id == person.id
    assert viewer.roles() == {Role.committee} and viewer.may_claim
    await done(sign_out, token)
    assert await shown(token) is None


@pytest.mark.parametrize(
    ("username", "password"),
    [("clerk", "another river"), ("nobody-known", PASSWORD), ("", PASSWORD), ("clerk", "")],
)
async def test_what_is_wrong_is_not_said(town: Town, username: str, password: str) -> None:
    with refused("wrong_password"):
        await done(sign_in, username, password, address="")


@pytest.mark.parametrize("username", ["clerk", "nobody-known", "newcomer"])
async def test_a_wrong_password_takes_one_hash_for_known_and_unknown_names(
    town: Town, username: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town.recruit("newcomer")
    hashes: list[str] = []

    class Counting:
        def hash(self, _password: str) -> str:
            hashes.append("hash")
            return ""

        def verify(self, _stored: str, _password: str) -> bool:
            hashes.append("verify")
            raise VerifyMismatchError

    monkeypatch.setattr("wishboard.accounts.passwords._hasher", Counting)
    with refused("wrong_password"):
        await done(sign_in, username, "another river", address="")
    assert len(hashes) == 1


async def test_guessing_is_slowed_down_with_the_queue_gone(town: Town) -> None:
    with environment(redis_url="redis://127.0.0.1:1/0"):
        assert await done(sign_in, "leader", PASSWORD, address="203.0.113.7")
        for username in ("clerk", "nobody-known"):
            for number in range(10):
                with refused("wrong_password"):
                    await done(sign_in, username, "no", address=f"198.51.{number}.7")
            with refused("too_often"):
                await done(sign_in, username, PASSWORD, address="203.0.113.7")


async def test_who_is_on_a_roster_only_cannot_sign_in(town: Town) -> None:
    await town.recruit("newcomer")
    with refused("wrong_password"):
        await done(sign_in, "newcomer", "", address="")


async def test_who_has_left_is_nobody(town: Town) -> None:
    async with transaction() as db:
        token = await open_session(db, town.people["clerk"].key)
        person = await db.merge(town.people["clerk"])
        person.left_on = today()
    assert await shown(token) is None
    assert await done(viewer_of, town.people["clerk"].key) is None
    with refused("wrong_password"):
        await done(sign_in, "clerk", PASSWORD, address="")


async def test_a_session_ends_after_two_weeks(town: Town) -> None:
    token = await done(open_session, town.people["clerk"].key)
    start = now()
    with frozen(start + LASTS - timedelta(minutes=1)):
        assert await shown(token)
    with frozen(start + LASTS + timedelta(minutes=1)):
        assert await shown(token) is None
        await done(purge_sessions)
    async with transaction() as db:
        assert await db.get(SignIn, token_hash(token)) is None


async def test_the_database_holds_no_token(town: Town) -> None:
    token = await done(open_session, town.people["clerk"].key)
    async with transaction() as db:
        stored = (await db.exec(select(SignIn))).one()
    assert token.encode() not in stored.token_hash
    assert await shown(stored.token_hash.hex()) is None


async def test_a_new_password_ends_every_other_session(town: Town) -> None:
    clerk = await town.viewer("clerk")
    old = await done(open_session, clerk.person_id)
    with refused("not_your_password"):
        await done(change_password, "not my password", "a wider stream", by=clerk)
    with refused("password_too_simple", least=10):
        await done(change_password, PASSWORD, "short", by=clerk)
    assert await shown(old)
    new = await done(change_password, PASSWORD, "a wider stream", by=clerk)
    assert await shown(old) is None and await shown(new)
    with refused("wrong_password"):
        await done(sign_in, "clerk", PASSWORD, address="")
    assert await done(sign_in, "clerk", "a wider stream", address="")


async def test_ending_sessions_is_for_one_person(town: Town) -> None:
    mine = await done(open_session, town.people["clerk"].key)
    theirs = await done(open_session, town.people["leader"].key)
    await done(end_sessions, town.people["clerk"].key)
    assert await shown(mine) is None and await shown(theirs)


async def test_memberships_and_roles_hold_between_their_days(town: Town) -> None:
    first, last = date(2026, 1, 1), date(2026, 6, 30)
    async with transaction() as db:
        found = await db.exec(
            select(Membership).where(Membership.person_id == town.people["member"].id)
        )
        membership = found.one()
        membership.since, membership.until = first, last
    for day, holds in (
        (first - timedelta(days=1), False),
        (first, True),
        (last, True),
        (last + timedelta(days=1), False),
    ):
        viewer = await done(viewer_of, town.people["member"].key, day)
        assert viewer is not None
        assert viewer.may_claim is holds, day
        assert (viewer.owning_id is not None) is holds
