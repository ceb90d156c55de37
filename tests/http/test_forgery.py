"""What another site makes a browser send is refused, whatever the browser carries along."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import Response

from tests.cast import Browser, Town, signed_in
from tests.web.resident import wish_form
from wishboard.accounts.sessions import open_session
from wishboard.core.clock import today
from wishboard.core.database import transaction
from wishboard.http import cookies, forgery

ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8000"},
]
OUR_OWN = [
    {},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8000"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://127.0.0.1:8000"},
]


async def claim(town: Town, browser: Browser, token: str | None, **headers: Any) -> Response:
    """A promise sent with a token of the caller's choice."""
    wish = await town.published()
    data = {"promised_on": str(today() + timedelta(days=5))}
    sent = data if token is None else data | {"_csrf": token}
    return await browser.client.post(
        f"/wishes/{wish.public_id}/claims", data=sent, headers=headers, follow_redirects=False
    )


async def test_a_form_carries_the_token_of_its_session(town: Town) -> None:
    async with signed_in(town, "member") as browser:
        assert (await claim(town, browser, browser.csrf)).status_code == 303


async def test_a_script_may_send_it_as_a_header(town: Town) -> None:
    async with signed_in(town, "member") as browser:
        sent = await claim(town, browser, None, **{"X-CSRF-Token": browser.csrf})
    assert sent.status_code == 303


@pytest.mark.parametrize("token", [None, "", "0" * 40, "令牌"])
async def test_without_the_right_token_nothing_is_done(town: Town, token: str | None) -> None:
    async with signed_in(town, "member") as browser:
        assert (await claim(town, browser, token)).status_code == 403


async def test_the_token_of_another_session_is_of_no_use(town: Town) -> None:
    async with signed_in(town, "member") as browser, signed_in(town, "comrade") as other:
        assert (await claim(town, browser, other.csrf)).status_code == 403
        assert (await claim(town, browser, forgery.token_for(""))).status_code == 403


@pytest.mark.parametrize("headers", ELSEWHERE)
async def test_other_sites_are_refused_even_with_the_token(
    town: Town, headers: dict[str, str]
) -> None:
    async with signed_in(town, "member") as browser:
        assert (await claim(town, browser, browser.csrf, **headers)).status_code == 403
    async with signed_in(town) as visitor:
        sent = await visitor.post("/wishes", wish_form(town), headers=headers)
        assert sent.status_code == 403


@pytest.mark.parametrize("headers", OUR_OWN)
async def test_our_own_pages_are_not(town: Town, headers: dict[str, str]) -> None:
    async with signed_in(town, "member") as browser:
        assert (await claim(town, browser, browser.csrf, **headers)).status_code == 303


async def test_a_program_with_a_bearer_token_needs_no_form_token(town: Town) -> None:
    async with transaction() as db:
        token = await open_session(db, town.people["member"].key)
    async with signed_in(town) as browser:
        sent = await claim(town, browser, None, Authorization=f"Bearer {token}")
        assert sent.status_code == 303
        unknown = await claim(town, browser, None, Authorization="Bearer nothing")
    assert unknown.headers["location"].startswith("/sign-in")


async def test_a_cookie_beside_a_bearer_token_signs_nobody_in(town: Town) -> None:
    """A wrong bearer token must not let the browser's own cookie act without a form token."""
    async with signed_in(town, "member") as browser:
        sent = await claim(town, browser, None, Authorization="Bearer nothing")
    assert sent.headers["location"].startswith("/sign-in")


async def test_looking_changes_nothing(town: Town) -> None:
    """Every address that answers GET leaves the session as it was."""
    async with signed_in(town, "member") as browser:
        for path in ("/", "/me", "/sign-out", "/wishes", "/notices"):
            await browser.get(path)
        assert (await browser.get("/me")).status_code == 200


async def test_the_cookie_of_a_followed_wish_cannot_be_made_up(town: Town) -> None:
    wish = await town.collected()
    good = str(cookies.followed_cookie(wish.key).value)
    assert cookies.followed_wish(good) == wish.key
    for bad in (str(wish.key), good[:-1], good + "x", "", "a.b.c", "🎁"):
        assert cookies.followed_wish(bad) is None
