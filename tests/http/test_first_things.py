"""A temporary password, or a role that needs a telephone, comes before anything else."""

import pytest

from tests.cast import Browser, Town, signed_in
from tests.servers import environment
from wishboard.core.database import transaction

ELSEWHERE = ("/", "/me", "/desk", "/me/security", "/notices", "/wishes/new", "/nowhere")


async def temporary(town: Town) -> None:
    async with transaction() as db:
        (await db.merge(town.people["clerk"])).must_change_password = True


async def leads_to(browser: Browser, path: str) -> str:
    page = await browser.get(path)
    assert page.status_code == 303, path
    return str(page.headers["location"])


async def test_with_a_temporary_password_every_page_leads_to_a_new_one(town: Town) -> None:
    await temporary(town)
    async with signed_in(town, "clerk") as browser:
        for path in (*ELSEWHERE, "/me/second-factor"):
            assert await leads_to(browser, path) == "/password"
        sent = await browser.post("/notices/read")
        assert (sent.status_code, sent.headers["location"]) == (303, "/password")
        assert (await browser.get("/password")).status_code == 200
        assert (await browser.get("/static/img/mark.svg")).status_code == 200
        assert await leads_to(browser, "/language/en?next=/password") == "/password"
        out = await browser.post("/sign-out")
        assert out.headers["location"] == "/"


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_program_is_refused_with_a_reason(town: Town, method: str) -> None:
    await temporary(town)
    async with signed_in(town, "clerk") as browser:
        headers = {"Authorization": f"Bearer {browser.holder}"}
        answer = await browser.client.request(method, "/api/v1/wishes", headers=headers, json={})
        assert (answer.status_code, answer.json()["code"]) == (403, "password_change_needed")
        out = await browser.client.delete("/api/v1/sessions/own", headers=headers)
        assert out.status_code == 204


async def test_a_role_leads_to_the_telephone_before_anything_else(town: Town) -> None:
    with environment(second_factor_roles="committee"):
        async with signed_in(town, "clerk") as browser:
            for path in (*ELSEWHERE, "/password"):
                assert await leads_to(browser, path) == "/me/second-factor"
            assert (await browser.get("/me/second-factor")).status_code == 200
            answer = await browser.get("/api/v1/wishes")
            assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed")
        async with signed_in(town, "member") as browser:
            assert (await browser.get("/me")).status_code == 200
