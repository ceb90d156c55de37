"""Whoever an organization's provider vouches for comes in, with the roles of their groups."""

import asyncio
from typing import Any

import pytest

from tests.accounts.provider import Provider, new_key, provider
from tests.cast import Town
from tests.deeds import done, refused
from wishboard.accounts.models import Person
from wishboard.accounts.people import roles_of
from wishboard.accounts.roles import Role
from wishboard.accounts.sessions import open_session
from wishboard.accounts.single_sign_on.commands import person_vouched_for
from wishboard.accounts.single_sign_on.groups import given_by_groups
from wishboard.accounts.single_sign_on.provider import arrival, departure
from wishboard.core.clock import today
from wishboard.core.database import transaction
from wishboard.events.history import history_of
from wishboard.http.session import viewer_with

GROUPS = "clerks=committee@柳荫社区党委; admins=administrator@桐川市; lost=leader@没有这个地方"


async def claims_of(one: Provider, **claims: Any) -> dict[str, Any]:
    """Away to the provider and back: what it says of somebody."""
    one.claims = claims
    errand, address = await departure()
    state, code = one.signs_in(address)
    return await arrival(errand, state=state, code=code)


async def comes_in(one: Provider, **claims: Any) -> Person:
    return await done(person_vouched_for, await claims_of(one, **claims))


async def roles(person: Person) -> set[Role]:
    async with transaction() as db:
        return {held.appointment.role for held in (await roles_of(db, [person.key]))[person.key]}


async def test_a_new_subject_is_a_new_person_and_stays_the_same(town: Town) -> None:
    async with provider() as one:
        person = await comes_in(one)
        assert (person.name, person.username) == ("王新", None)
        again = await comes_in(one, name="王新的新名字")
        other = await comes_in(one, sub="subject-2", preferred_username="clerk")
    assert again.id == person.id and other.id not in (person.id, town.people["clerk"].id)


async def test_two_windows_at_once_are_one_person(town: Town) -> None:
    async with provider() as one:
        claims = await claims_of(one)
        people = await asyncio.gather(*(done(person_vouched_for, claims) for _ in range(4)))
    assert len({person.id for person in people}) == 1


async def test_a_name_finds_its_account_only_where_the_claim_is_trusted(town: Town) -> None:
    async with provider(sso_username_claim="uid") as one:
        person = await comes_in(one, uid=" Clerk ")
        assert person.id == town.people["clerk"].id
        with refused("not_vouched_for"):
            await comes_in(one, sub="somebody else", uid="clerk")
        assert (await comes_in(one, uid="leader")).id == person.id, "an identity keeps its person"


async def test_groups_give_and_take_roles_and_leave_alone_what_people_gave(town: Town) -> None:
    async with provider(sso_groups=GROUPS) as one:
        person = await comes_in(one, groups=["clerks", "lost", "others"])
        assert await roles(person) == {Role.committee}
        session = await done(open_session, person.key)
        await comes_in(one, groups=["clerks"])
        assert await viewer_with(session, ""), "nothing changed"
        await comes_in(one, groups=["admins"])
        assert await roles(person) == {Role.administrator}
        assert await viewer_with(session, "") is None, "a change of rights ends the sessions"
        town.people["new"] = person
        await town.appoint("new", Role.collector, body="柳荫社区党委")
        await comes_in(one, groups="none of them")
        assert await roles(person) == {Role.collector}
    events = await done(history_of, "person", person.key)
    assert [event.kind.removeprefix("account.") for event in events] == [
        "appointed_by_group",
        "dismissed_by_group",
        "appointed_by_group",
        "dismissed_by_group",
    ]


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of another errand"},
        {"nonce": None},
        {"aud": "another client"},
        {"aud": ["wishboard-town", "another"], "azp": "another"},
        {"iss": "http://127.0.0.1:1"},
        {"iss": None},
        {"sub": None},
        {"exp": 1_000_000_000},
        {"exp": None},
    ],
)
async def test_what_is_not_for_us_and_of_now_is_refused(town: Town, claims: dict[str, Any]) -> None:
    async with provider() as one:
        with refused("not_vouched_for"):
            await claims_of(one, **claims)


async def test_what_another_key_signed_is_refused(town: Town) -> None:
    async with provider() as one:
        one.signs_with = new_key()
        with refused("not_vouched_for"):
            await claims_of(one)


async def test_another_browser_code_or_verifier_is_refused(town: Town) -> None:
    async with provider() as one:
        errand, address = await departure()
        other, _address = await departure()
        state, code = one.signs_in(address)
        for wrong in ("", "é", other.state):
            with refused("not_vouched_for"):
                await arrival(errand, state=wrong, code=code)
        with refused("not_vouched_for"):
            await arrival(other, state=other.state, code=code)
        with refused("not_vouched_for"):
            await arrival(errand, state=state, code=code)


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": ""},
    ],
)
async def test_a_provider_that_sends_elsewhere_is_not_followed(
    town: Town, discovery: dict[str, str]
) -> None:
    async with provider() as one:
        one.discovery = discovery
        with refused("provider_silent"):
            await departure()


async def test_a_provider_that_is_gone_is_said(town: Town) -> None:
    async with provider(sso_issuer="http://127.0.0.1:1"):
        with refused("provider_silent"):
            await departure()


async def test_who_has_left_is_not_let_in(town: Town) -> None:
    async with provider() as one:
        person = await comes_in(one)
        async with transaction() as db:
            (await db.merge(person)).left_on = today()
        with refused("not_vouched_for"):
            await comes_in(one)


async def test_a_place_nobody_knows_is_told_to_the_operator_alone(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    async with provider(sso_groups=GROUPS) as one:
        await comes_in(one, groups=["clerks"])
        assert "WISHBOARD_SSO_GROUPS" not in caplog.text
        person = await comes_in(one, groups=["lost"])
        assert not await roles(person)
    (line,) = [told for told in caplog.messages if "WISHBOARD_SSO_GROUPS" in told]
    assert "leader over “没有这个地方”" in line
    assert person.name not in line and "subject" not in line


async def test_a_name_that_two_have_gives_nothing_and_the_id_of_one_does(town: Town) -> None:
    async with transaction() as db:
        (await db.merge(town.areas["河东社区"])).name = "柳荫社区党委"
    body = town.organizations["柳荫社区党委"]
    async with provider(sso_groups=GROUPS) as one:
        assert not await roles(await comes_in(one, groups=["clerks"]))
    async with provider(sso_groups=f"clerks=committee@{body.public_id}") as one:
        assert await roles(await comes_in(one, groups=["clerks"])) == {Role.committee}


@pytest.mark.parametrize("text", ["clerks", "clerks=committee", "clerks=king@桐川市", "=leader@x"])
async def test_a_setting_that_does_not_read_stops_the_house(text: str) -> None:
    async with provider(sso_groups=text):
        with pytest.raises(ValueError):
            given_by_groups()
