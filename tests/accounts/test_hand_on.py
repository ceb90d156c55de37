"""A role in other hands for a time: no more than one holds, not handed on again, over by itself."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from tests.cast import Town
from tests.deeds import done, refused
from tests.disclosure.asking import hand
from wishboard.accounts.appointments import appoint, dismiss
from wishboard.accounts.delegations.ending import note_delegations, take_back
from wishboard.accounts.delegations.models import Delegation
from wishboard.accounts.delegations.queries import delegations_of, delegations_over, own_roles
from wishboard.accounts.forms import AppointForm
from wishboard.accounts.models import Person, SignIn
from wishboard.accounts.people import roles_of
from wishboard.accounts.roles import Right, Role
from wishboard.accounts.sessions import open_session, viewer_of
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.events.history import history_of
from wishboard.notifications.models import Notice
from wishboard.notifications.telling import tell_everything


async def told(town: Town, part: str) -> list[str]:
    await tell_everything()
    async with transaction() as db:
        found = await db.exec(
            select(Notice.kind).where(Notice.person_id == town.people[part].key).order_by("id")
        )
        return list(found.all())


async def keeps_on(town: Town, part: str, days: int) -> bool:
    async with transaction() as db:
        viewer = await viewer_of(db, town.people[part].key, today() + timedelta(days=days))
    assert viewer is not None
    return viewer.may_somewhere(Right.keep)


async def test_the_receiver_has_the_rights_from_the_first_day_to_the_last(town: Town) -> None:
    first = today() + timedelta(days=2)
    await hand(town, "clerk", "stranger", since=first, until=first + timedelta(days=4))
    held = [await keeps_on(town, "stranger", days) for days in (0, 1, 2, 6, 7)]
    assert held == [False, False, True, True, False]
    assert await keeps_on(town, "clerk", 3), "the giver keeps the role"


async def test_rights_change_at_once_and_old_sessions_end(town: Town) -> None:
    stranger = town.people["stranger"].key
    await done(open_session, stranger)
    delegation = await hand(town, "clerk", "stranger")
    clerk, deputy = await town.viewer("clerk"), await town.viewer("stranger")
    assert deputy.scopes(Right.keep) == clerk.scopes(Right.keep)
    assert deputy.grants[0].handed_by == town.people["clerk"].id
    async with transaction() as db:
        assert (await db.exec(select(SignIn).where(SignIn.person_id == stranger))).first() is None
    await done(take_back, delegation.public_id, by=clerk)
    assert not (await town.viewer("stranger")).is_staff


async def test_what_was_handed_on_is_not_handed_on_again(town: Town) -> None:
    await hand(town, "clerk", "stranger")
    with refused("handed_to_you"):
        await hand(town, "stranger", "volunteer")
    assert await done(own_roles, await town.viewer("stranger")) == []


async def test_a_part_lies_within_what_one_holds(town: Town) -> None:
    ours = town.organizations["柳荫社区党委"]
    await hand(town, "street_clerk", "stranger", part=f"organization:{ours.public_id}")
    assert (await town.viewer("stranger")).scopes(Right.keep) == ([ours.path], [])
    for sort, place in (
        ("organization", town.organizations["柳荫街道党工委"]),
        ("organization", town.organizations["河东社区党委"]),
        ("area", town.areas["柳荫社区"]),
    ):
        with refused("beyond_your_own"):
            await hand(town, "clerk", "volunteer", part=f"{sort}:{place.public_id}")


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("days_out_of_order", {"since": -1}),
        ("days_out_of_order", {"until": -1}),
        ("too_long", {"until": 92}),
        ("to_yourself", {"to": "clerk"}),
        ("no_such_account", {"to": "nobody at all"}),
        ("not_found", {"appointment": 999_999}),
    ],
)
async def test_what_is_refused(town: Town, code: str, fields: dict[str, Any]) -> None:
    dated: dict[str, Any] = {
        name: today() + timedelta(days=value) if name in ("since", "until") else value
        for name, value in fields.items()
    }
    to = dated.pop("to", "stranger")
    with refused(code):
        await hand(town, "clerk", to, **dated)


async def test_nobody_is_handed_what_they_hold(town: Town) -> None:
    await hand(town, "clerk", "stranger")
    with refused("held_already"):
        await hand(town, "clerk", "stranger")


async def test_it_ends_with_the_role_it_was_handed_on_of(town: Town) -> None:
    delegation = await hand(town, "clerk", "stranger")
    key = town.people["clerk"].key
    (held,) = (await done(roles_of, [key]))[key]
    administrator = await town.viewer("administrator")
    public_id = town.people["clerk"].public_id
    await done(dismiss, public_id, held.appointment.key, by=administrator)
    assert not (await town.viewer("stranger")).is_staff
    with refused("delegation_over"):
        await done(take_back, delegation.public_id, by=await town.viewer("clerk"))


async def test_a_role_of_today_can_be_ended_with_what_was_handed_on_of_it(town: Town) -> None:
    administrator = await town.viewer("administrator")
    form = AppointForm(role=Role.collector, area=town.areas["柳荫社区"].public_id)
    public_id = town.people["volunteer"].public_id
    appointment = await done(appoint, public_id, form, by=administrator)
    await hand(town, "volunteer", "stranger")
    await done(dismiss, public_id, appointment.key, by=administrator)
    assert not (await town.viewer("stranger")).is_staff


async def test_it_holds_no_longer_than_the_giver_is_there(town: Town) -> None:
    await hand(town, "clerk", "stranger")

    async def leave(db: AsyncSession) -> None:
        (await db.get_one(Person, town.people["clerk"].key)).left_on = today()

    await done(leave)
    assert not (await town.viewer("stranger")).is_staff


@pytest.mark.parametrize(
    ("part", "may"),
    [("clerk", True), ("administrator", True), ("stranger", False), ("street_clerk", False)],
)
async def test_who_takes_it_back(town: Town, part: str, may: bool) -> None:
    delegation = await hand(town, "clerk", "stranger")
    by: Viewer = await town.viewer(part)
    if may:
        await done(take_back, delegation.public_id, by=by)
    else:
        with refused("not_found"):
            await done(take_back, delegation.public_id, by=by)
    assert (await town.viewer("stranger")).is_staff is not may


async def test_both_are_told_when_it_begins_and_when_it_ends_by_itself(town: Town) -> None:
    await hand(town, "clerk", "stranger", days=3)
    assert await done(note_delegations) == 1
    assert await done(note_delegations) == 0, "once"
    assert await told(town, "clerk") == ["account.delegation_begun"]
    assert await told(town, "stranger") == ["account.handed_on", "account.delegation_begun"]
    with frozen(now() + timedelta(days=3)):
        assert await done(note_delegations) == 1
        assert await done(note_delegations) == 0
        assert (await told(town, "clerk"))[-1] == "account.delegation_over"
        assert (await told(town, "stranger"))[-1] == "account.delegation_over"


async def test_both_are_told_when_the_administrator_takes_it_back(town: Town) -> None:
    delegation = await hand(town, "clerk", "stranger")
    await done(take_back, delegation.public_id, by=await town.viewer("administrator"))
    assert await told(town, "clerk") == ["account.taken_back"]
    assert (await told(town, "stranger"))[-1] == "account.taken_back"
    history = await done(history_of, "person", town.people["stranger"].key)
    assert [event.kind for event in history] == ["account.handed_on", "account.taken_back"]
    assert history[0].facts["role"] == "committee"


async def test_the_administrator_of_the_place_sees_it(town: Town) -> None:
    delegation = await hand(town, "clerk", "stranger")
    for part, area in (("collector", "柳荫社区"), ("other_clerk", "河东社区")):
        await town.appoint(part, Role.administrator, area=area)

    async def seen(part: str) -> list[str]:
        found = await done(delegations_over, await town.viewer(part))
        return [one.delegation.public_id for one in found]

    assert await seen("administrator") == [delegation.public_id]
    assert await seen("collector") == [delegation.public_id]
    assert await seen("other_clerk") == []
    for part in ("clerk", "stranger"):
        (one,) = await done(delegations_of, town.people[part].key)
        assert (one.giver.name, one.receiver.name, one.where) == ("林静", "路人", "柳荫社区党委")
    assert isinstance(one.delegation, Delegation)


async def test_nobody_decides_by_a_role_of_whom_it_is_about(town: Town) -> None:
    await hand(town, "clerk", "stranger")
    deputy, clerk = await town.viewer("stranger"), town.people["clerk"].key
    assert deputy.may_somewhere(Right.keep)
    assert not deputy.apart_from(clerk).may_somewhere(Right.keep)
    assert deputy.apart_from(None, 0).grants == deputy.grants
