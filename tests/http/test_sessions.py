"""Who is signed in, told by a cookie that scripts cannot read and other sites do not send."""

import pytest

from tests.cast import PASSWORD, Town, signed_in
from tests.servers import environment
from wishboard.http import cookies
from wishboard.http.session import viewer_with

SIGN_IN = {"username": "clerk", "password": PASSWORD}


async def test_signing_in_and_out(town: Town) -> None:
    async with signed_in(town) as browser:
        sent = await browser.post("/sign-in", SIGN_IN)
        assert (sent.status_code, sent.headers["location"]) == (303, "/")
        browser.holder = browser.client.cookies[cookies.SESSION]
        assert (await browser.get("/me")).status_code == 200
        out = await browser.post("/sign-out")
        assert (out.status_code, out.headers["location"]) == (303, "/")
        away = await browser.get("/me")
    assert away.status_code == 303 and away.headers["location"] == "/sign-in?next=/me"


@pytest.mark.parametrize("secure", [False, True])
async def test_the_cookie_is_kept_from_scripts_and_other_sites(town: Town, secure: bool) -> None:
    with environment(secure_cookies=str(secure).lower()):
        async with signed_in(town) as browser:
            sent = await browser.post("/sign-in", SIGN_IN)
    [cookie] = [one for one in sent.headers.get_list("set-cookie") if one.startswith("wb_session=")]
    parts = {part.strip().lower() for part in cookie.split(";")}
    assert {"httponly", "samesite=lax", "path=/"} <= parts
    assert ("secure" in parts) is secure


@pytest.mark.parametrize(
    ("onward", "leads_to"),
    [
        ("/desk", "/desk"),
        ("/wishes/new?area=x", "/wishes/new?area=x"),
        ("https://elsewhere.example", "/"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nset-cookie: x=1", "/"),
        ("/心愿", "/"),
        ("", "/"),
    ],
)
async def test_it_leads_on_within_the_house_only(town: Town, onward: str, leads_to: str) -> None:
    async with signed_in(town) as browser:
        sent = await browser.post("/sign-in", SIGN_IN | {"next": onward})
    assert sent.headers["location"] == leads_to


async def test_a_wrong_password_shows_the_form_again(town: Town) -> None:
    async with signed_in(town) as browser:
        page = await browser.post("/sign-in", SIGN_IN | {"password": "another river"})
    assert page.status_code == 422
    assert 'value="clerk"' in page.text and "another river" not in page.text
    assert cookies.SESSION not in page.cookies


async def test_guessing_ends_after_ten_attempts(town: Town) -> None:
    async with signed_in(town) as browser:
        for n in range(10):
            wrong = {"username": "Nobody-Known", "password": f"guess number {n}"}
            assert (await browser.post("/sign-in", wrong)).status_code == 422
        last = await browser.post("/sign-in", {"username": "nobody-known", "password": "again"})
        assert last.status_code == 429
        other = await browser.post("/sign-in", SIGN_IN)
    assert other.status_code == 303, "other people may still come in"


@pytest.mark.parametrize("token", ["", "nothing", "a" * 5000, "%00", "é"])
async def test_an_unknown_session_is_nobody(town: Town, token: str) -> None:
    async with signed_in(town) as browser:
        cookie = {"Cookie": f"wb_session={token}".encode("latin-1")}
        page = await browser.get("/me", headers=cookie)
        board = await browser.get("/", headers=cookie)
    assert page.status_code == 303 and board.status_code == 200


async def test_signing_in_again_ends_the_session_before(town: Town) -> None:
    async with signed_in(town, "clerk") as browser:
        before = browser.holder
        sent = await browser.post("/sign-in", SIGN_IN)
    assert await viewer_with(before, "") is None
    assert await viewer_with(sent.cookies[cookies.SESSION], "")


async def test_a_new_password_keeps_this_session_and_ends_the_others(town: Town) -> None:
    change = {"current": PASSWORD, "chosen": "a wider stream", "repeated": "a wider stream"}
    async with signed_in(town, "clerk") as here, signed_in(town, "clerk") as there:
        unequal = await here.post("/password", change | {"repeated": "a wilder stream"})
        assert unequal.status_code == 422
        assert (await there.get("/me")).status_code == 200
        sent = await here.post("/password", change)
        assert sent.headers["location"] == "/me"
        assert (await here.get("/me")).status_code == 200
        assert (await there.get("/me")).status_code == 303
