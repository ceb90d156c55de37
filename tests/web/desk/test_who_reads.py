"""Whose desk shows which wishes: keepers and whoever stands above them, overseers, nobody else."""

import pytest

from tests.cast import Town, signed_in
from tests.web.desk.at_the_desk import deeds_in, desk_of, listed


@pytest.mark.parametrize("part", ["clerk", "street_clerk", "leader", "supervisor"])
async def test_keeper_parent_and_overseers_see_the_wish(town: Town, part: str) -> None:
    wish = await town.collected()
    async with signed_in(town, part) as browser:
        assert listed(await browser.get("/desk?list=register")) == [wish.public_id]
        page = await browser.get(desk_of(wish))
    assert page.status_code == 200
    assert "写作业" in page.text


async def test_another_committee_sees_nothing_of_it(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town, "other_clerk") as browser:
        assert listed(await browser.get("/desk?list=register")) == []
        assert (await browser.get(desk_of(wish))).status_code == 404


async def test_another_committee_may_not_open_the_desk_of_a_public_wish(town: Town) -> None:
    wish = await town.published()
    async with signed_in(town, "other_clerk") as browser:
        assert (await browser.get(desk_of(wish))).status_code == 403


@pytest.mark.parametrize("part", ["member", "volunteer", "stranger"])
async def test_who_has_no_role_has_no_desk(town: Town, part: str) -> None:
    wish = await town.published()
    async with signed_in(town, part) as browser:
        for path in ("/desk", "/desk/calls", "/desk/today", "/desk/sheet", "/desk/people"):
            assert (await browser.get(path)).status_code == 403, path
        assert (await browser.get(desk_of(wish))).status_code == 403


async def test_nobody_is_led_to_the_sign_in(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town) as browser:
        for path in ("/desk", desk_of(wish), "/desk/calls", "/desk/people"):
            answer = await browser.get(path)
            assert answer.headers["location"].startswith("/sign-in"), path


@pytest.mark.parametrize("part", ["leader", "supervisor"])
async def test_overseers_read_and_are_offered_no_deed_of_the_keeper(town: Town, part: str) -> None:
    for wish in (await town.collected(), await town.registered(), await town.published()):
        async with signed_in(town, part) as browser:
            page = await browser.get(desk_of(wish))
        assert deeds_in(page) <= {"reveal", "stuck"}
        assert "您在这里只能查看" in page.text


async def test_who_only_records_answers_has_the_calls_and_sees_no_words(town: Town) -> None:
    await town.collected()
    wish = await town.delivered()
    async with signed_in(town, "collector") as browser:
        page = await browser.get("/desk")
        assert listed(page) == [wish.public_id]
        assert "待登记" not in page.text
        sheet = await browser.get(desk_of(wish))
    assert deeds_in(sheet) == {"answer"}
    assert "许愿人原话" not in sheet.text


async def test_who_only_records_answers_reads_nothing_that_was_said_or_decided(
    town: Town,
) -> None:
    wish = await town.answered(words="灯太暗了，不过谢谢。")
    async with signed_in(town, "collector") as browser:
        page = await browser.get(desk_of(wish))
    assert wish.title in page.text
    assert "灯太暗了" not in page.text
    assert "陈向阳" not in page.text


async def test_a_handler_is_led_to_the_issues(town: Town) -> None:
    async with signed_in(town, "handler") as browser:
        assert (await browser.get("/desk")).headers["location"] == "/desk/issues"


async def test_the_administrator_is_led_to_the_people(town: Town) -> None:
    async with signed_in(town, "administrator") as browser:
        assert (await browser.get("/desk")).headers["location"] == "/desk/people"
