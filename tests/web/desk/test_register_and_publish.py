"""A routine wish takes one screen and two clicks."""

from typing import Any

import pytest

from tests.cast import Town, signed_in
from tests.web.desk.at_the_desk import PUBLISH, REGISTER, deeds_in, desk_of, onward
from wishboard.wishes.stages import Lane, Stage


async def test_the_form_is_filled_beside_the_original_words(town: Town) -> None:
    await town.published()
    wish = await town.collected(
        text="我是王秀英，想要一盏护眼台灯，孩子写作业看不清。电话13812345678"
    )
    async with signed_in(town, "clerk") as browser:
        page = (await browser.get(desk_of(wish, query="?list=register"))).text
    assert "我是王秀英" in page
    form = page[page.index("公开登记") :]
    assert "13812345678" not in form
    assert "王秀英" not in form
    assert 'value="study" selected' not in form  # nothing was learnt yet, so nothing is guessed
    assert 'name="expected"' in form


async def test_one_click_registers_and_publishes_and_shows_the_next_wish(town: Town) -> None:
    first, second = await town.collected(), await town.collected()
    async with signed_in(town, "clerk") as browser:
        answer = await browser.post(desk_of(first, "registration", "?list=register"), PUBLISH)
        assert onward(answer) == desk_of(second, query="?list=register")
        last = await browser.post(desk_of(second, "registration", "?list=register"), PUBLISH)
        assert onward(last) == "/desk?list=register"
    wish = await town.fresh(first)
    assert (wish.stage, wish.expected, wish.worth) == (Stage.published, 2, 80)


async def test_the_next_wish_is_the_one_that_follows_and_not_the_first(town: Town) -> None:
    first, second, third = [await town.collected() for _ in range(3)]
    async with signed_in(town, "clerk") as browser:
        answer = await browser.post(desk_of(second, "registration", "?list=register"), PUBLISH)
    assert onward(answer) == desk_of(third, query="?list=register")
    assert (await town.fresh(first)).stage is Stage.collected


async def test_without_a_list_the_same_wish_is_shown(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town, "clerk") as browser:
        assert onward(await browser.post(desk_of(wish, "registration"), REGISTER)) == desk_of(wish)
    assert (await town.fresh(wish)).stage is Stage.registered


@pytest.mark.parametrize(
    ("fields", "fresh", "says"),
    [
        ({"worth": "700"}, {}, "价值超过上限"),
        ({"lane": "shared"}, {}, "不上心愿墙"),
        ({}, {"may_publish": False}, "还没有同意公开"),
    ],
)
async def test_what_cannot_be_published_is_registered_and_the_page_says_why(
    town: Town, fields: dict[str, str], fresh: dict[str, Any], says: str
) -> None:
    wish = await town.collected(**fresh)
    async with signed_in(town, "clerk") as browser:
        answer = await browser.post(
            desk_of(wish, "registration", "?list=register"), PUBLISH | fields
        )
        assert onward(answer) == desk_of(wish, query="?list=register")
        page = await browser.get(desk_of(wish, query="?list=register"))
    assert (await town.fresh(wish)).stage is Stage.registered
    assert says in page.text


async def test_personal_data_in_the_public_words_are_refused_and_nothing_is_lost(
    town: Town,
) -> None:
    wish = await town.collected()
    told = PUBLISH | {"summary": "王秀英想要一盏台灯。", "places": "4"}
    async with signed_in(town, "clerk") as browser:
        page = await browser.post(desk_of(wish, "registration"), told)
    assert page.status_code == 422
    assert "王秀英想要一盏台灯。" in page.text
    assert 'name="places" required value="4"' in page.text
    assert (await town.fresh(wish)).stage is Stage.collected


async def test_a_field_in_error_is_named(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town, "clerk") as browser:
        page = await browser.post(desk_of(wish, "registration"), PUBLISH | {"category": ""})
    assert page.status_code == 422
    assert 'href="#field-category"' in page.text


async def test_a_double_click_registers_once(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town, "clerk") as browser:
        answers = [
            await browser.post(desk_of(wish, "registration"), REGISTER, key="one key")
            for _ in range(2)
        ]
    assert [answer.status_code for answer in answers] == [303, 303]


async def test_somebody_who_was_slower_reads_that_the_wish_has_moved_on(town: Town) -> None:
    wish = await town.registered()
    async with signed_in(town, "clerk") as browser:
        page = await browser.post(desk_of(wish, "registration"), REGISTER)
    assert page.status_code == 409
    assert "error-summary" in page.text


@pytest.mark.parametrize(
    ("part", "status"), [("other_clerk", 403), ("leader", 403), ("member", 403), ("nobody", 303)]
)
async def test_only_the_keeper_registers(town: Town, part: str, status: int) -> None:
    wish = await town.collected()
    async with signed_in(town, part) as browser:
        answer = await browser.post(desk_of(wish, "registration"), PUBLISH)
    assert answer.status_code in (status, 404)
    assert (await town.fresh(wish)).stage is Stage.collected


async def test_a_registered_wish_is_published_with_one_button(town: Town) -> None:
    wish = await town.registered()
    async with signed_in(town, "clerk") as browser:
        assert "publication" in deeds_in(await browser.get(desk_of(wish)))
        onward(await browser.post(desk_of(wish, "publication")))
    assert (await town.fresh(wish)).stage is Stage.published


async def test_the_parent_approves_a_costly_share_and_the_keeper_publishes(town: Town) -> None:
    wish = await town.registered(worth=700)
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(wish))
        assert not {"publication", "approval"} & deeds_in(page)
        assert "超过 ¥300 的上限" in page.text
        assert (await browser.post(desk_of(wish, "approval"))).status_code == 403
    async with signed_in(town, "street_clerk") as browser:
        assert "approval" in deeds_in(await browser.get(desk_of(wish)))
        onward(await browser.post(desk_of(wish, "approval")))
    async with signed_in(town, "clerk") as browser:
        onward(await browser.post(desk_of(wish, "publication")))
    assert (await town.fresh(wish)).stage is Stage.published


async def test_what_was_registered_is_put_right(town: Town) -> None:
    wish = await town.registered(worth=700)
    right = REGISTER | {"title": "两盏台灯", "places": "3", "worth": "250"}
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(wish, query="?way=correction"))
        assert 'value="700"' in page.text
        onward(await browser.post(desk_of(wish, "correction"), right))
        onward(await browser.post(desk_of(wish, "publication")))
    wish = await town.fresh(wish)
    assert (wish.title, wish.places, wish.stage) == ("两盏台灯", 3, Stage.published)


async def test_an_approval_holds_for_the_worth_it_was_given_for(town: Town) -> None:
    wish = await town.registered(worth=500)
    async with signed_in(town, "street_clerk") as browser:
        onward(await browser.post(desk_of(wish, "approval")))
    async with signed_in(town, "clerk") as browser:
        onward(await browser.post(desk_of(wish, "correction"), REGISTER | {"worth": "900"}))
        assert (await browser.post(desk_of(wish, "publication"))).status_code == 422


async def test_a_wish_on_the_board_stays_an_individual_one(town: Town) -> None:
    wish = await town.published()
    async with signed_in(town, "clerk") as browser:
        page = await browser.post(desk_of(wish, "correction"), REGISTER | {"lane": "shared"})
    assert page.status_code == 409
    assert (await town.fresh(wish)).lane is Lane.individual


async def test_what_is_promised_is_not_rewritten(town: Town) -> None:
    wish, _claim = await town.claimed()
    async with signed_in(town, "clerk") as browser:
        assert "correction" not in deeds_in(await browser.get(desk_of(wish)))
        assert (await browser.post(desk_of(wish, "correction"), REGISTER)).status_code == 409


async def test_a_consent_asked_for_later_opens_the_way_to_the_board(town: Town) -> None:
    wish = await town.collected(may_publish=False)
    async with signed_in(town, "clerk") as browser:
        onward(await browser.post(desk_of(wish, "registration"), REGISTER))
        page = await browser.get(desk_of(wish))
        assert "consent" in deeds_in(page)
        assert "publication" not in deeds_in(page)
        onward(await browser.post(desk_of(wish, "consent")))
        onward(await browser.post(desk_of(wish, "publication")))
    assert (await town.fresh(wish)).stage is Stage.published
