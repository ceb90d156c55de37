"""A code from a telephone besides the password: set up, asked for, used once, taken off."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.accounts.telephone import begun, set_up
from tests.cast import PASSWORD, Town
from tests.deeds import done, refused
from tests.servers import environment
from wishboard.accounts.models import Person
from wishboard.accounts.second_factor.commands import (
    begin_second_factor,
    confirm_second_factor,
    remove_second_factor,
    renew_recovery_codes,
    reset_second_factor,
)
from wishboard.accounts.second_factor.models import SecondFactor
from wishboard.accounts.second_factor.queries import standing_of
from wishboard.accounts.sessions import open_session, sign_in
from wishboard.app import create_app
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.events.history import history_of
from wishboard.http.session import viewer_with


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    """No half minute ends in the middle of a test."""
    with frozen(now()):
        yield


async def comes_in(code: str | None) -> Person:
    """The clerk signs in with password and code."""
    _token, person = await done(sign_in, "clerk", PASSWORD, address="", code=code)
    return person


async def kinds(town: Town) -> list[str]:
    """What happened to the clerk's account, apart from the door."""
    events = await done(history_of, "person", town.people["clerk"].key)
    return [event.kind for event in events if event.kind.startswith("account.")]


async def test_it_counts_from_the_first_code_on(town: Town) -> None:
    telephone = await begun(town, "clerk")
    assert await comes_in(None)
    clerk = await town.viewer("clerk")
    with refused("wrong_second_factor"):
        await done(confirm_second_factor, "000000", password=PASSWORD, by=clerk)
    assert not (await town.viewer("clerk")).has_second_factor
    old = await done(open_session, clerk.person_id)
    codes = await done(confirm_second_factor, telephone.code(), password=PASSWORD, by=clerk)
    assert len(set(codes)) == 10
    assert await viewer_with(old, "") is None, "every session ends"
    assert (await town.viewer("clerk")).has_second_factor
    with refused("code_needed"):
        await comes_in(None)
    assert await kinds(town) == ["account.second_factor_set_up"]


async def test_a_code_opens_the_door_once(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    with refused("wrong_second_factor"):
        await comes_in(telephone.code(-1))
    assert await comes_in(telephone.code())
    with refused("wrong_second_factor"):
        await comes_in(telephone.code())
    assert await comes_in(f" {telephone.code(1)[:3]} {telephone.code(1)[3:]} ")
    with refused("wrong_second_factor"):
        await comes_in(telephone.code())


@pytest.mark.parametrize("typed", ["", "x", "١٢٣٤٥٦", "½½½½½½", "'; --", "1" * 40])
async def test_what_is_no_code_opens_nothing(town: Town, typed: str) -> None:
    await set_up(town, "clerk")
    with refused("wrong_second_factor"):
        await comes_in(typed)


@pytest.mark.parametrize("steps", [-2, 2, 20])
async def test_a_code_of_another_time_opens_nothing(town: Town, steps: int) -> None:
    telephone = await set_up(town, "clerk")
    with frozen(now()), refused("wrong_second_factor"):
        await comes_in(telephone.code(steps))


async def test_guessing_codes_ends_soon(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    for number in range(6):
        with refused("wrong_second_factor"):
            await comes_in(f"{number:06d}x")
    with refused("too_often"):
        await comes_in(telephone.code())
    with frozen(now() + timedelta(minutes=16)):
        assert await comes_in(telephone.code())


async def test_a_recovery_code_opens_the_door_once_and_is_told(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    code = telephone.recovery_codes[0]
    assert await comes_in(code.lower().replace("-", " "))
    with refused("wrong_second_factor"):
        await comes_in(code)
    standing = await done(standing_of, town.people["clerk"].key)
    assert standing is not None and standing.codes_left == 9
    assert (await kinds(town))[-1] == "account.recovery_code_used"


async def test_a_recovery_code_is_for_one_person(town: Town) -> None:
    telephone, _other = await set_up(town, "leader"), await set_up(town, "clerk")
    with refused("wrong_second_factor"):
        await comes_in(telephone.recovery_codes[0])


async def test_new_recovery_codes_make_the_old_ones_worthless(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    by = await town.viewer("clerk")
    with refused("wrong_second_factor"):
        await done(renew_recovery_codes, "000000", password=PASSWORD, by=by)
    new = await done(renew_recovery_codes, telephone.code(), password=PASSWORD, by=by)
    with refused("wrong_second_factor"):
        await comes_in(telephone.recovery_codes[0])
    assert await comes_in(new[0])


async def test_the_database_holds_neither_secret_nor_codes(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    async with transaction() as db:
        factor = await db.get_one(SecondFactor, town.people["clerk"].key)
        digests = (await db.execute(text("SELECT digest FROM recovery_code"))).scalars().all()
    assert telephone.secret.encode() not in factor.secret_sealed
    kept = b"".join(bytes(digest) for digest in digests)
    assert kept and not any(code.encode() in kept for code in telephone.recovery_codes)


async def test_it_is_set_up_once_and_taken_off_with_a_code(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    by = await town.viewer("clerk")
    with refused("second_factor_set_up_already"):
        await done(begin_second_factor, by=by)
    with refused("wrong_second_factor"):
        await done(remove_second_factor, "123456", password=PASSWORD, by=by)
    await done(remove_second_factor, telephone.code(), password=PASSWORD, by=by)
    assert await comes_in(None)
    assert (await kinds(town))[-1] == "account.second_factor_removed"
    with refused("second_factor_not_set_up"):
        await done(confirm_second_factor, telephone.code(), password=PASSWORD, by=by)


async def test_where_a_role_asks_for_it_it_stays(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    with environment(second_factor_roles="committee administrator"):
        clerk, member = await town.viewer("clerk"), await town.viewer("member")
        assert clerk.needs_second_factor and not clerk.lacks_second_factor
        assert not member.needs_second_factor
        assert (await town.viewer("street_clerk")).lacks_second_factor
        with refused("role_needs_second_factor"):
            await done(remove_second_factor, telephone.code(), by=clerk)


async def test_a_role_nobody_knows_stops_the_house_from_opening() -> None:
    with environment(second_factor_roles="adminstrator"), pytest.raises(ValueError):
        create_app()


async def test_the_administrator_resets_it_within_the_scope(town: Town) -> None:
    await set_up(town, "clerk")
    person_id = town.people["clerk"].public_id
    with refused("outside_your_scope"):
        await done(reset_second_factor, person_id, by=await town.viewer("member"))
    administrator = await town.viewer("administrator")
    await done(reset_second_factor, person_id, by=administrator)
    assert await comes_in(None)
    assert (await kinds(town))[-1] == "account.second_factor_reset"
    with refused("second_factor_not_set_up"):
        await done(reset_second_factor, person_id, by=administrator)
