"""A link by mail opens the door once, for members and volunteers whose town allows it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.cast import Town
from tests.deeds import done, refused
from tests.servers import environment
from wishboard.accounts.links.commands import (
    GOOD_FOR,
    ask_for_link,
    forget_links,
    next_link,
    use_link,
)
from wishboard.accounts.links.models import SignInLink
from wishboard.accounts.roles import Role
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction

ADDRESS = "chen@example.org"


@pytest.fixture(autouse=True)
def _allowed() -> Iterator[None]:
    with environment(sign_in_links="true", mail_urls="mailto://127.0.0.1:1"):
        yield


async def mailbox(town: Town, part: str = "member", address: str = ADDRESS) -> None:
    town.people[part].email = address
    async with transaction() as db:
        await db.merge(town.people[part])


async def asked(town: Town, typed: str = ADDRESS) -> str | None:
    """Ask for a link; the secret that the worker would send, or None when it sends nothing."""
    await done(ask_for_link, typed, address="")
    found = await done(next_link)
    return found[0] if found else None


async def links() -> list[SignInLink]:
    async with transaction() as db:
        return list((await db.exec(select(SignInLink))).all())


async def test_a_link_opens_the_door_once(town: Town) -> None:
    await mailbox(town)
    token = await asked(town, " Chen@Example.org ")
    assert token is not None
    assert (await done(use_link, token)).id == town.people["member"].id
    with refused("link_spent"):
        await done(use_link, token)


async def test_the_database_holds_no_link(town: Town) -> None:
    await mailbox(town)
    token = await asked(town)
    assert token is not None
    (kept,) = await links()
    assert kept.token_hash and token.encode() not in kept.token_hash and not kept.address


async def test_it_is_good_for_a_short_time(town: Town) -> None:
    await mailbox(town)
    token = await asked(town)
    assert token is not None
    with frozen(now() + GOOD_FOR + timedelta(seconds=1)):
        with refused("link_spent"):
            await done(use_link, token)
        await done(forget_links)
    assert await links() == []


@pytest.mark.parametrize("token", ["", "nothing", "é", "a" * 5000])
async def test_what_is_no_link_opens_nothing(town: Town, token: str) -> None:
    with refused("link_spent"):
        await done(use_link, token)


async def test_at_the_door_every_address_is_written_down_alike(town: Town) -> None:
    await mailbox(town)
    for typed in (ADDRESS, "nobody@example.org"):
        await done(ask_for_link, typed, address="")
    known, unknown = await links()
    for kept in (known, unknown):
        assert kept.person_id is None and kept.token_hash is None


async def test_whom_no_link_is_for_is_forgotten(town: Town) -> None:
    await mailbox(town, "clerk", "clerk@example.org")
    await mailbox(town, "stranger", "stranger@example.org")
    for part in ("member", "volunteer"):
        await mailbox(town, part, "both@example.org")
    for typed in ("nobody@example.org", "clerk@example.org", "stranger@example.org"):
        assert await asked(town, typed) is None, "unknown, with a role, of no organization"
    assert await asked(town, "both@example.org") is None, "two people read it"
    assert await links() == []


async def test_who_gets_a_role_or_leaves_meanwhile_is_not_let_in(town: Town) -> None:
    await mailbox(town)
    await mailbox(town, "volunteer", "su@example.org")
    first, second = await asked(town), await asked(town, "su@example.org")
    assert first and second
    await town.appoint("member", Role.committee, body="柳荫第一支部")
    async with transaction() as db:
        (await db.merge(town.people["volunteer"])).left_on = date(2020, 1, 2)
    for token in (first, second):
        with refused("link_spent"):
            await done(use_link, token)


async def test_a_temporary_password_goes_with_the_first_link(town: Town) -> None:
    await mailbox(town)
    async with transaction() as db:
        (await db.merge(town.people["member"])).must_change_password = True
    token = await asked(town)
    assert token is not None
    person = await done(use_link, token)
    assert person.password_hash is None and not person.must_change_password


async def test_asking_again_and_again_ends(town: Town) -> None:
    for _ in range(3):
        await done(ask_for_link, ADDRESS, address="")
    with refused("too_often"):
        await done(ask_for_link, ADDRESS.upper(), address="")


async def test_a_request_that_waited_too_long_is_not_sent(town: Town) -> None:
    await mailbox(town)
    await done(ask_for_link, ADDRESS, address="")
    with frozen(now() + timedelta(minutes=11)):
        assert await done(next_link) is None
    assert await links() == []


async def test_where_the_town_does_not_allow_it_there_are_none(town: Town) -> None:
    await mailbox(town)
    token = await asked(town)
    assert token is not None
    with environment(sign_in_links="false"):
        with refused("not_found"):
            await done(ask_for_link, ADDRESS, address="")
        with refused("link_spent"):
            await done(use_link, token)
