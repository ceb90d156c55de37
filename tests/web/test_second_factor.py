"""The telephone on its pages: set up, asked for at the door, reset by the administrator."""

import html
import re

from tests.accounts.telephone import Telephone, begun, set_up
from tests.cast import PASSWORD, Browser, Town, signed_in
from tests.servers import environment
from wishboard.http import cookies

FACTOR = "/me/second-factor"
LOCK = {"password": PASSWORD}
SIGN_IN = {"username": "clerk", "password": PASSWORD, "next": "/desk"}


async def test_from_the_qr_code_to_the_desk(town: Town) -> None:
    with environment(second_factor_roles="committee"):
        async with signed_in(town, "clerk") as browser:
            assert "开始设置" in (await browser.get(FACTOR)).text
            assert (await browser.post(FACTOR)).headers["location"] == FACTOR
            page = await browser.get(FACTOR)
            assert "<svg" in page.text and page.headers["cache-control"] == "no-store"
            found = re.search(r'class="code secret">([A-Z2-7 ]+)<', page.text)
            assert found
            telephone = Telephone(found[1].replace(" ", ""), [])
            wrong = await browser.post(f"{FACTOR}/confirmation", {"code": "12"} | LOCK)
            assert wrong.status_code == 422 and "验证码不对" in wrong.text
            sent = {"code": telephone.code()}
            bare = await browser.post(f"{FACTOR}/confirmation", sent)
            assert bare.status_code == 422 and "密码不对" in bare.text
            shown = await browser.post(f"{FACTOR}/confirmation", sent | LOCK)
            assert shown.status_code == 200 and shown.headers["cache-control"] == "no-store"
            assert len(re.findall(r'<li class="code">', shown.text)) == 10
            browser.holder = shown.cookies[cookies.SESSION]
            assert (await browser.get("/desk")).status_code == 200
            assert "还剩 10 个备用码" in (await browser.get("/me/security")).text


async def half_way(browser: Browser) -> None:
    sent = await browser.post("/sign-in", SIGN_IN)
    assert sent.headers["location"] == "/sign-in/code"
    assert cookies.SESSION not in sent.cookies


async def test_the_door_asks_for_the_code_and_leads_on(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    async with signed_in(town) as browser:
        await half_way(browser)
        assert (await browser.get("/desk")).status_code == 303, "not in yet"
        assert (await browser.get("/sign-in/code")).status_code == 200
        wrong = await browser.post("/sign-in/code", {"code": "000000"})
        assert wrong.status_code == 422 and "验证码不对" in wrong.text
        sent = await browser.post("/sign-in/code", {"code": telephone.code()})
        assert (sent.status_code, sent.headers["location"]) == (303, "/desk")
        assert (await browser.get("/desk")).status_code == 200


async def test_half_way_ends_with_another_password_and_is_no_way_in(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    async with signed_in(town) as browser:
        nobody = await browser.post("/sign-in/code", {"code": telephone.code()})
        assert nobody.headers["location"].startswith("/sign-in")
        await half_way(browser)
        async with signed_in(town, "administrator") as other:
            await other.post(f"/desk/people/{town.people['clerk'].public_id}/password")
        sent = await browser.post("/sign-in/code", {"code": telephone.code()})
        assert sent.headers["location"].startswith("/sign-in?")


async def test_a_program_sends_the_code_along(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    body = {"username": "clerk", "password": PASSWORD}
    async with signed_in(town) as browser:
        asked = await browser.client.post("/api/v1/sessions", json=body)
        assert (asked.status_code, asked.json()["code"]) == (422, "code_needed")
        with_code = body | {"code": telephone.code()}
        assert (await browser.client.post("/api/v1/sessions", json=with_code)).status_code == 201


async def test_recovery_codes_are_made_anew_and_the_telephone_taken_off(town: Town) -> None:
    telephone = await set_up(town, "clerk")
    async with signed_in(town, "clerk") as browser:
        spare, code = {"code": telephone.recovery_codes[0]}, {"code": telephone.code()}
        for deed, given in (("recovery-codes", spare), ("removal", code)):
            bare = await browser.post(f"{FACTOR}/{deed}", given | {"password": "not mine"})
            assert bare.status_code == 422 and "密码不对" in bare.text
        page = await browser.post(f"{FACTOR}/recovery-codes", spare | LOCK)
        assert page.status_code == 200
        sent = await browser.post(f"{FACTOR}/removal", code | LOCK)
        assert sent.headers["location"] == "/me/security"
        browser.holder = sent.cookies[cookies.SESSION]
        assert "还没有设置" in (await browser.get("/me/security")).text


async def test_the_administrator_takes_it_off(town: Town) -> None:
    await set_up(town, "clerk")
    person = f"/desk/people/{town.people['clerk'].public_id}"
    async with signed_in(town, "administrator") as browser:
        assert "解除手机验证" in (await browser.get(person)).text
        sent = await browser.post(f"{person}/second-factor")
        assert sent.headers["location"] == person
        assert "解除手机验证" not in html.unescape((await browser.get(person)).text)


async def test_what_was_begun_shows_the_same_code_again(town: Town) -> None:
    telephone = await begun(town, "member")
    async with signed_in(town, "member") as browser:
        for _ in range(2):
            shown = (await browser.get(FACTOR)).text.replace(" ", "")
            assert telephone.secret in shown
