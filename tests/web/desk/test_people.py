"""The administrator looks people up, gives and ends roles, and resets passwords."""

import re

import pytest

from tests.cast import Town, signed_in
from tests.web.desk.at_the_desk import onward
from wishboard.accounts.models import Person
from wishboard.accounts.passwords import matches
from wishboard.accounts.roles import Role
from wishboard.core.database import transaction


def page_of(town: Town, part: str, deed: str = "") -> str:
    """The address of somebody of the cast among the people, or of a deed on them."""
    path = f"/desk/people/{town.people[part].public_id}"
    return f"{path}/{deed}" if deed else path


async def test_people_are_looked_up_by_name(town: Town) -> None:
    async with signed_in(town, "administrator") as browser:
        everybody = await browser.get("/desk/people")
        found = await browser.get("/desk/people?q=林静")
        nobody = await browser.get("/desk/people?q=诸葛")
    assert "党组织管理员" in everybody.text
    assert town.people["clerk"].public_id in found.text
    assert town.people["member"].public_id not in found.text
    assert "没有找到" in nobody.text


async def test_a_role_is_given_and_ended_on_a_persons_page(town: Town) -> None:
    body = town.organizations["柳荫社区党委"].public_id
    async with signed_in(town, "administrator") as browser:
        sent = {"role": "collector", "organization": body}
        answer = await browser.post(page_of(town, "member", "appointments"), sent)
        assert onward(answer) == page_of(town, "member")
        assert (await town.viewer("member")).roles() == {Role.collector}
        page = await browser.get(page_of(town, "member"))
        (number,) = re.findall(r'name="appointment" value="(\d+)"', page.text)
        onward(await browser.post(page_of(town, "member", "dismissal"), {"appointment": number}))
    assert (await town.viewer("member")).roles() == set()


async def test_a_role_without_a_scope_is_refused_in_words(town: Town) -> None:
    async with signed_in(town, "administrator") as browser:
        page = await browser.post(page_of(town, "member", "appointments"), {"role": "leader"})
    assert page.status_code == 422
    assert "二选一" in page.text


async def test_a_temporary_password_is_shown_this_once(town: Town) -> None:
    async with signed_in(town, "administrator") as browser:
        page = await browser.post(page_of(town, "member", "password"))
        (password,) = re.findall(r'desk-password">([^<]+)<', page.text)
        assert password not in (await browser.get(page_of(town, "member"))).text
    async with transaction() as db:
        person = await db.get_one(Person, town.people["member"].key)
    assert await matches(password, person.password_hash)


async def test_the_form_of_a_password_carries_no_key_under_which_it_would_be_kept(
    town: Town,
) -> None:
    async with signed_in(town, "administrator") as browser:
        page = (await browser.get(page_of(town, "member"))).text
    form = page[page.index('/password"') :]
    assert "_key" not in form[: form.index("</form>")]


async def test_a_volunteer_who_waits_is_approved_with_a_button(town: Town) -> None:
    async with transaction() as db:
        (await db.get_one(Person, town.people["volunteer"].key)).approved_at = None
    async with signed_in(town, "administrator") as browser:
        assert "审核通过志愿者" in (await browser.get(page_of(town, "volunteer"))).text
        onward(await browser.post(page_of(town, "volunteer", "approval")))
        assert "审核通过志愿者" not in (await browser.get(page_of(town, "volunteer"))).text
    assert (await town.viewer("volunteer")).may_claim


@pytest.mark.parametrize("part", ["clerk", "leader", "supervisor", "member", "stranger"])
async def test_nobody_but_administrators_comes_here(town: Town, part: str) -> None:
    async with signed_in(town, part) as browser:
        assert (await browser.get("/desk/people")).status_code == 403
        assert (await browser.get(page_of(town, "member"))).status_code == 403
        for deed in ("appointments", "dismissal", "approval", "password"):
            answer = await browser.post(page_of(town, "member", deed), {"role": "leader"})
            assert answer.status_code == 403, deed
