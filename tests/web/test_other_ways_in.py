"""Other ways in: a link by mail, and the account of one's organization."""

from urllib.parse import parse_qs, urlsplit

from tests.accounts.provider import provider
from tests.accounts.telephone import set_up
from tests.cast import Browser, Town, signed_in
from tests.notifications.test_send_digests import PostOffice, post_office
from tests.servers import environment
from wishboard.core.database import transaction
from wishboard.http import cookies
from wishboard.notifications.links import send_links

ADDRESS = "chen@example.org"


async def with_mailbox(town: Town) -> None:
    async with transaction() as db:
        (await db.merge(town.people["member"])).email = ADDRESS


async def mailed(office: PostOffice) -> str:
    """The path of the link in the one letter."""
    assert await send_links() == 1
    ((to, _subject, body),) = office.letters
    assert to == ADDRESS
    return "/sign-in/link/" + body.partition("/sign-in/link/")[2].split()[0]


async def test_a_link_is_asked_for_mailed_opened_and_used(town: Town) -> None:
    await with_mailbox(town)
    async with post_office() as office, signed_in(town) as browser:
        with environment(sign_in_links="true"):
            assert "/sign-in/link" in (await browser.get("/sign-in")).text
            asked = await browser.post("/sign-in/link", {"email": ADDRESS})
            unknown = await browser.post("/sign-in/link", {"email": "nobody@example.org"})
            assert asked.status_code == 200
            assert asked.text == unknown.text, "answered alike"
            link = await mailed(office)
            for _look in range(2):
                page = await browser.get(link)
                assert page.status_code == 200 and cookies.SESSION not in page.cookies
            sent = await browser.post(link)
            assert (sent.status_code, sent.headers["location"]) == (303, "/me")
            assert (await browser.get("/me")).status_code == 200
            async with signed_in(town) as again:
                spent = await again.post(link)
            assert spent.status_code == 422 and "已经用过" in spent.text


async def test_without_the_setting_there_is_no_such_page(town: Town) -> None:
    async with signed_in(town) as browser:
        for path in ("/sign-in/link", "/sign-in/link/x", "/sign-in/organization"):
            assert (await browser.get(path)).status_code == 404
        assert (await browser.post("/sign-in/link", {"email": ADDRESS})).status_code == 404


async def away(browser: Browser, onward: str = "/desk") -> str:
    sent = await browser.get(f"/sign-in/organization?next={onward}")
    assert sent.status_code == 303
    return str(sent.headers["location"])


async def test_an_organizations_account_comes_in_with_its_roles(town: Town) -> None:
    async with provider(sso_groups="clerks=committee@柳荫社区党委") as one:
        one.claims = {"groups": ["clerks"]}
        async with signed_in(town) as browser:
            assert "/sign-in/organization" in (await browser.get("/sign-in")).text
            address = await away(browser)
            assert parse_qs(urlsplit(address).query)["scope"] == ["openid profile"]
            state, code = one.signs_in(address)
            back = f"/sign-in/organization/back?state={state}&code={code}"
            sent = await browser.get(back)
            assert (sent.status_code, sent.headers["location"]) == (303, "/desk")
            assert (await browser.get("/desk")).status_code == 200
            assert (await browser.get(back)).status_code == 422, "the errand is over"


async def test_another_browser_does_not_come_in(town: Town) -> None:
    async with provider() as one, signed_in(town) as browser, signed_in(town) as other:
        state, code = one.signs_in(await away(browser))
        await away(other)
        page = await other.get(f"/sign-in/organization/back?state={state}&code={code}")
        assert page.status_code == 422 and cookies.SESSION not in page.cookies
        page = await browser.get("/sign-in/organization/back?error=access_denied")
        assert page.status_code == 422


async def test_a_telephone_is_asked_for_whichever_way_one_comes(town: Town) -> None:
    await set_up(town, "clerk")
    async with provider(sso_username_claim="uid") as one, signed_in(town) as browser:
        one.claims = {"uid": "clerk"}
        state, code = one.signs_in(await away(browser, "//elsewhere.example"))
        sent = await browser.get(f"/sign-in/organization/back?state={state}&code={code}")
        assert sent.headers["location"] == "/sign-in/code"
        assert cookies.SESSION not in sent.cookies
