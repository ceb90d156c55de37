"""Roles, approvals and passwords: within an administrator's own area or organization alone."""

import pytest
from sqlmodel import select

from tests.cast import PASSWORD, Town
from wishboard.accounts.appointments import appoint, approve_volunteer, dismiss, reset_password
from wishboard.accounts.forms import AppointForm
from wishboard.accounts.models import Appointment, Person, SignIn
from wishboard.accounts.passwords import matches
from wishboard.accounts.people import people_within, roles_of
from wishboard.accounts.refusals import (
    HeldAlready,
    NoAccount,
    NotAVolunteer,
    OutsideYourScope,
    ScopeNeeded,
    YourOwnRole,
)
from wishboard.accounts.roles import Right, Role
from wishboard.accounts.sessions import open_session
from wishboard.core.database import transaction
from wishboard.events.history import history_of


async def give(
    town: Town,
    part: str,
    role: Role = Role.collector,
    by: str = "administrator",
    *,
    body: str = "柳荫社区党委",
    area: str = "",
) -> Appointment:
    """A role for somebody, over their community's committee unless said otherwise."""
    form = AppointForm(
        role=role,
        organization="" if area else town.organizations[body].public_id,
        area=town.areas[area].public_id if area else "",
    )
    async with transaction() as db:
        person_id = town.people[part].public_id
        return await appoint(db, person_id, form, by=await town.viewer(by))


async def end(town: Town, part: str, appointment: Appointment, by: str = "administrator") -> None:
    async with transaction() as db:
        person_id = town.people[part].public_id
        await dismiss(db, person_id, appointment.key, by=await town.viewer(by))


async def role_of(town: Town, part: str) -> Appointment:
    async with transaction() as db:
        key = town.people[part].key
        return (await roles_of(db, [key]))[key][0].appointment


async def new_password(town: Town, part: str, by: str = "administrator") -> str:
    async with transaction() as db:
        return await reset_password(db, town.people[part].public_id, by=await town.viewer(by))


async def approve(town: Town, part: str, by: str = "administrator") -> Person:
    async with transaction() as db:
        return await approve_volunteer(db, town.people[part].public_id, by=await town.viewer(by))


async def community_administrator(town: Town) -> None:
    """The neighbour administers the community's committee and what is below it."""
    await give(town, "neighbour", Role.administrator)


async def test_a_role_is_given_and_counts_from_today(town: Town) -> None:
    await give(town, "member", Role.committee)
    viewer = await town.viewer("member")
    body = town.organizations["柳荫第一支部"]
    assert viewer.may(Right.keep, organization_path=body.path)
    assert not viewer.may(Right.keep, organization_path=town.organizations["河东社区党委"].path)


async def test_an_ended_role_counts_no_more(town: Town) -> None:
    await end(town, "clerk", await role_of(town, "clerk"))
    assert not (await town.viewer("clerk")).is_staff
    appointment = await give(town, "member")
    await end(town, "member", appointment)
    assert not (await town.viewer("member")).is_staff


async def test_every_change_of_rights_ends_the_sessions_and_is_written_down(town: Town) -> None:
    person = town.people["member"]
    for change in (give(town, "member"), new_password(town, "member")):
        async with transaction() as db:
            await open_session(db, person.key)
        await change
        async with transaction() as db:
            left = await db.exec(select(SignIn).where(SignIn.person_id == person.id))
            assert left.all() == []
    async with transaction() as db:
        kinds = [event.kind for event in await history_of(db, "person", person.key)]
    assert kinds == ["account.appointed", "account.password_reset"]


async def test_a_role_is_held_over_one_organization_or_one_area(town: Town) -> None:
    person_id = town.people["member"].public_id
    administrator = await town.viewer("administrator")
    both = AppointForm(
        role=Role.leader,
        organization=town.organizations["柳荫社区党委"].public_id,
        area=town.areas["柳荫社区"].public_id,
    )
    for form in (both, AppointForm(role=Role.leader)):
        async with transaction() as db:
            with pytest.raises(ScopeNeeded):
                await appoint(db, person_id, form, by=administrator)


async def test_the_same_role_is_not_given_twice(town: Town) -> None:
    await give(town, "member", area="柳荫社区")
    with pytest.raises(HeldAlready):
        await give(town, "member", area="柳荫社区")


async def test_administrators_act_within_their_scope(town: Town) -> None:
    await community_administrator(town)
    assert await give(town, "member", by="neighbour", body="柳荫第一支部")
    for body in ("河东社区党委", "桐川市委"):
        with pytest.raises(OutsideYourScope):
            await give(town, "member", by="neighbour", body=body)
    with pytest.raises(OutsideYourScope):
        await give(town, "member", by="neighbour", area="柳荫社区")
    with pytest.raises(OutsideYourScope):
        await give(town, "comrade", by="neighbour")
    with pytest.raises(OutsideYourScope):
        await end(town, "other_clerk", await role_of(town, "other_clerk"), by="neighbour")


async def test_nobody_reaches_above_themselves_through_a_member(town: Town) -> None:
    await community_administrator(town)
    await give(town, "member", Role.leader, area="桐川市")
    with pytest.raises(OutsideYourScope):
        await new_password(town, "member", by="neighbour")
    with pytest.raises(OutsideYourScope):
        await end(town, "member", await role_of(town, "member"), by="neighbour")


@pytest.mark.parametrize("part", ["clerk", "street_clerk", "leader", "stranger"])
async def test_nobody_else_administers(town: Town, part: str) -> None:
    with pytest.raises(OutsideYourScope):
        await give(town, "member", by=part)
    with pytest.raises(OutsideYourScope):
        await new_password(town, "member", by=part)


async def test_the_last_key_is_not_taken_from_the_inside(town: Town) -> None:
    with pytest.raises(YourOwnRole):
        await end(town, "administrator", await role_of(town, "administrator"))


async def test_an_approved_volunteer_may_claim(town: Town) -> None:
    person = town.people["volunteer"]
    async with transaction() as db:
        (await db.get_one(Person, person.key)).approved_at = None
    assert not (await town.viewer("volunteer")).may_claim
    await approve(town, "volunteer")
    assert (await town.viewer("volunteer")).may_claim


async def test_who_is_on_no_team_is_not_approved(town: Town) -> None:
    with pytest.raises(NotAVolunteer):
        await approve(town, "stranger")


async def test_a_reset_password_is_new_and_has_to_be_changed(town: Town) -> None:
    password = await new_password(town, "member")
    async with transaction() as db:
        person = await db.get_one(Person, town.people["member"].key)
    assert await matches(password, person.password_hash)
    assert not await matches(PASSWORD, person.password_hash)
    assert person.must_change_password


async def test_without_a_user_name_there_is_no_password_to_reset(town: Town) -> None:
    async with transaction() as db:
        person = await db.get_one(Person, town.people["member"].key)
        person.username = None
    with pytest.raises(NoAccount):
        await new_password(town, "member")


async def test_people_are_found_by_a_part_of_their_name_within_the_scope(town: Town) -> None:
    await community_administrator(town)
    found = {}
    for part in ("administrator", "neighbour", "clerk"):
        async with transaction() as db:
            people = await people_within(db, await town.viewer(part), "clerk")
        found[part] = {person.username for person in people}
    assert found["administrator"] == {"clerk", "other_clerk", "street_clerk"}
    assert found["neighbour"] == {"clerk"}
    assert found["clerk"] == set()
    async with transaction() as db:
        administrator = await town.viewer("administrator")
        assert [p.username for p in await people_within(db, administrator, "林静")] == ["clerk"]
        assert await people_within(db, administrator, "%") == []
