"""Who changes their own locks shows once more that it is still them."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.accounts.telephone import begun, set_up
from tests.cast import PASSWORD, Town, signed_in
from tests.deeds import done, refused
from wishboard.accounts.models import Person, SignIn, WayIn
from wishboard.accounts.own_proof import FRESH, Proof, proof_needed, prove_again
from wishboard.accounts.second_factor.commands import (
    confirm_second_factor,
    remove_second_factor,
    renew_recovery_codes,
)
from wishboard.accounts.sessions import open_session
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.http.session import viewer_with

LATER = FRESH + timedelta(minutes=1)


async def came_by(town: Town, how: WayIn) -> Viewer:
    """The clerk in a session just opened."""
    token = await done(open_session, town.people["clerk"].key, how)
    viewer = await viewer_with(token, "")
    assert viewer is not None
    return viewer


async def without_password(town: Town) -> None:
    async with transaction() as db:
        (await db.get_one(Person, town.people["clerk"].key)).password_hash = None


async def test_who_came_by_a_password_types_it_however_fresh(town: Town) -> None:
    clerk = await came_by(town, WayIn.password)
    assert await done(proof_needed, clerk) is Proof.password
    for typed in ("", "another river"):
        with refused("not_your_password"):
            await done(prove_again, typed, by=clerk)
    await done(prove_again, PASSWORD, by=clerk)


@pytest.mark.parametrize("how", [WayIn.link, WayIn.organization])
async def test_who_came_otherwise_comes_again_unless_just_now(town: Town, how: WayIn) -> None:
    clerk = await came_by(town, how)
    assert await done(proof_needed, clerk) is Proof.given
    await done(prove_again, "", by=clerk)
    with frozen(now() + LATER):
        assert await done(proof_needed, clerk) is Proof.sign_in
        with refused("sign_in_again", minutes=10):
            await done(prove_again, PASSWORD, by=clerk)


async def test_who_has_no_password_any_more_comes_again(town: Town) -> None:
    clerk = await came_by(town, WayIn.password)
    await without_password(town)
    assert await done(proof_needed, clerk) is Proof.given
    with frozen(now() + LATER), refused("sign_in_again"):
        await done(prove_again, "", by=clerk)


async def test_every_lock_asks(town: Town) -> None:
    telephone = await begun(town, "leader")
    leader = await town.viewer("leader")
    with refused("not_your_password"):
        await done(confirm_second_factor, telephone.code(), by=leader)
    telephone = await set_up(town, "clerk")
    clerk = await town.viewer("clerk")
    for deed in (renew_recovery_codes, remove_second_factor):
        with refused("not_your_password"):
            await done(deed, telephone.code(), by=clerk)


async def test_the_page_asks_for_what_is_needed_and_the_next_session_is_of_the_same_way(
    town: Town,
) -> None:
    await set_up(town, "clerk")
    async with signed_in(town, "clerk") as browser:
        assert 'name="password"' in (await browser.get("/me/second-factor")).text
        async with transaction() as db:
            one = (await db.exec(select(SignIn))).one()
            one.how, one.created_at = WayIn.link, now() - LATER
        page = (await browser.get("/me/second-factor")).text
        assert 'href="/sign-in?next=/me/second-factor"' in page and 'name="code"' not in page
        sent = await browser.post("/me/second-factor/removal", {"code": "123456"})
        assert sent.status_code == 403 and "重新登录" in sent.text
        async with transaction() as db:
            (await db.exec(select(SignIn))).one().created_at = now()
        page = (await browser.get("/me/second-factor")).text
        assert 'name="code"' in page and 'name="password"' not in page


async def test_a_session_after_a_change_is_of_the_way_they_came(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    async with signed_in(town, "clerk") as browser:
        async with transaction() as db:
            (await db.exec(select(SignIn))).one().how = WayIn.organization
        sent = await browser.post("/me/second-factor/removal", {"code": telephone.code()})
        assert sent.headers["location"] == "/me/security"
    async with transaction() as db:
        assert (await db.exec(select(SignIn.how))).one() is WayIn.organization
