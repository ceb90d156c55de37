"""The board on the page: for visitors, for members, with filters, in pieces."""

import asyncio
from datetime import timedelta

import psycopg
import pytest
from httpx import Response

from tests.cast import Town, at_the_door, signed_in
from wishboard.accounts.sessions import open_session
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.wishes.board import BoardFilter, BoardPage, board_page
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish


def policy(page: Response) -> str:
    return str(page.headers.get("cache-control", ""))


async def test_a_visitor_is_greeted_and_sees_what_waits(town: Town) -> None:
    wish = await town.published()
    async with signed_in(town) as browser:
        page = await browser.get("/")
    assert page.status_code == 200
    assert "说出心愿" in page.text and wish.title in page.text
    assert f"/wishes/{wish.public_id}" in page.text


async def test_the_three_totals_count_what_was_confirmed(town: Town) -> None:
    await town.closed(confirmed=7)
    async with signed_in(town) as browser:
        page = await browser.get("/")
    assert "惠及群众" in page.text and ">7<" in page.text


async def test_where_nothing_waits_the_page_says_so(town: Town) -> None:
    async with signed_in(town) as browser:
        assert "眼下没有等待认领的心愿" in (await browser.get("/")).text
        assert "没有找到" in (await browser.get("/?text=轮椅")).text


async def test_visitors_share_a_page_for_two_seconds(town: Town) -> None:
    wish = await town.published()
    start = now()
    async with signed_in(town) as browser:
        with frozen(start):
            first = await browser.get("/")
        rewritten_elsewhere(town, wish)
        with frozen(start + timedelta(seconds=1)):
            assert (await browser.get("/")).text == first.text
        with frozen(start + timedelta(seconds=3)):
            assert "换了说法" in (await browser.get("/")).text
    assert policy(first) == "public, max-age=2" and wish.title in first.text


def rewritten_elsewhere(town: Town, wish: Wish) -> None:
    """Another process corrects the public words."""
    with psycopg.connect(town.url) as db:
        db.execute(
            "UPDATE wish SET title = '换了说法', version = version + 1 WHERE id = %s", (wish.id,)
        )


async def test_nobody_misses_what_was_done_in_the_same_process(town: Town) -> None:
    async with signed_in(town) as browser:
        assert "护眼台灯" not in (await browser.get("/")).text
        await town.published()
        assert "护眼台灯" in (await browser.get("/")).text


async def test_a_shared_page_holds_nothing_of_the_visitor(town: Town) -> None:
    await town.published()
    async with signed_in(town) as browser:
        page = await browser.get("/")
    assert "_csrf" not in page.text and "set-cookie" not in page.headers
    assert "Cookie" in page.headers["vary"]


async def test_a_page_of_somebody_signed_in_is_not_shared(town: Town) -> None:
    async with signed_in(town, "member") as browser:
        page = await browser.get("/")
    assert "public" not in policy(page) and "陈向阳" in page.text


async def test_a_notice_is_shown_once_and_never_shared(town: Town) -> None:
    async with signed_in(town) as browser:
        browser.client.cookies.set("wb_notice", "signed_out")
        page = await browser.get("/")
        assert "已退出" in page.text and not policy(page)
        browser.client.cookies.delete("wb_notice")
        assert "已退出" not in (await browser.get("/")).text


async def test_two_languages_are_two_pages(town: Town) -> None:
    await town.published()
    async with signed_in(town) as browser:
        chinese = await browser.get("/", headers={"accept-language": "zh"})
        english = await browser.get("/", headers={"accept-language": "en"})
    assert 'lang="zh-CN"' in chinese.text and 'lang="en"' in english.text
    assert "Waiting for you" in english.text and "等你认领" in chinese.text


async def test_members_see_first_what_is_theirs_first(town: Town) -> None:
    wish = await town.published(to_all=False)
    for part, sees in (
        ("neighbour", True),
        ("member", True),
        ("comrade", False),
        ("nobody", False),
    ):
        async with signed_in(town, part) as browser:
            page = await browser.get("/")
        assert (wish.title in page.text) is sees
        assert ("本组织党员优先认领" in page.text) is sees
    async with signed_in(town, "neighbour") as browser:
        assert "本组织党员优先认领" not in (await browser.get("/?kind=micro_wish")).text


async def test_those_who_ask_at_the_same_moment_share_one_answer(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town.published()
    asked: list[BoardFilter] = []

    async def counted(filter_: BoardFilter) -> BoardPage:
        asked.append(filter_)
        await asyncio.sleep(0.2)
        return await board_page(filter_)

    monkeypatch.setattr("wishboard.web.board.board_page", counted)
    async with at_the_door() as client:
        async with transaction() as db:
            token = await open_session(db, town.people["member"].key)
        client.cookies.set("wb_session", token)
        pages = await asyncio.gather(*(client.get("/") for _ in range(10)))
        assert {page.status_code for page in pages} == {200} and len(asked) == 1
        await client.get("/")
        assert len(asked) == 2


async def test_filters_stay_in_the_address_and_in_the_form(town: Town) -> None:
    wish = await town.published()
    area = town.areas["柳荫社区"].public_id
    async with signed_in(town) as browser:
        address = f"/?text=台灯&area={area}&category=study&kind=micro_wish"
        page = await browser.get(address)
        assert wish.title in page.text and 'value="台灯"' in page.text
        assert f'<option value="{area}" selected>' in page.text
        assert '<option value="study" selected>' in page.text
        elsewhere = town.areas["河东社区"].public_id
        assert wish.title not in (await browser.get(f"/?area={elsewhere}")).text


async def test_htmx_gets_filters_and_list_alone(town: Town) -> None:
    wish = await town.published()
    async with signed_in(town) as browser:
        part = await browser.get("/?kind=micro_wish", headers={"hx-request": "true"})
        whole = await browser.get("/?kind=micro_wish")
        back = {"hx-request": "true", "hx-history-restore-request": "true"}
        restored = await browser.get("/?kind=micro_wish", headers=back)
    assert part.text.strip().startswith('<div class="stack board" id="board">')
    assert wish.title in part.text and "<html" not in part.text
    assert "<html" in whole.text and "<html" in restored.text
    assert "HX-Request" in part.headers["vary"]


async def test_a_card_is_drawn_anew_when_the_wish_moves_on(town: Town) -> None:
    wish = await town.published(places=2)
    async with signed_in(town) as browser:
        assert "等你认领" in (await browser.get("/")).text
        await town.claim(wish, "member")
        page = await browser.get("/")
        assert "还有名额" in page.text and "1/2" in page.text


async def test_a_wish_that_opens_later_says_when(town: Town) -> None:
    wish = await town.published()
    opens = now() + timedelta(hours=3)
    async with transaction() as db:
        (await hold_wish(db, wish.key)).opens_at = opens
    async with signed_in(town) as browser:
        assert "开放认领" in (await browser.get("/")).text
        with frozen(opens + timedelta(minutes=1)):
            assert "开放认领" not in (await browser.get("/")).text


async def test_hostile_words_are_only_words(town: Town) -> None:
    await town.published()
    hostile = "%3Cscript%3Ealert(1)%3C/script%3E'%20OR%201=1--%ff"
    async with signed_in(town) as browser:
        page = await browser.get(f"/?text={hostile}&area={hostile}&before={hostile}")
        cut_off = await browser.get("/?text=a%00b")
    assert page.status_code == 200 and "<script>alert" not in page.text
    assert cut_off.status_code == 400
