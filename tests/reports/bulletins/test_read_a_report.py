"""Reading reports: who may, from every figure to its rows, on paper and as a workbook."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.cast import Browser, Town, signed_in
from tests.deeds import done, refused
from tests.reports.bulletins.october import MONTH, OVER, code, made, october, subscribed
from wishboard.bulletins.commands import subscribe, unsubscribe
from wishboard.bulletins.queries import bulletins_for, own_subscriptions
from wishboard.core.clock import frozen
from wishboard.core.refusals import NotFound
from wishboard.i18n import speaking
from wishboard.reports.bulletins.paper import page_of
from wishboard.reports.bulletins.sheets import write_bulletin
from wishboard.settings import settings

READ = {
    "桐川市": {"leader", "supervisor", "administrator"},
    "柳荫街道": {"leader", "supervisor", "administrator", "street_clerk"},
    "柳荫社区": {"leader", "supervisor", "administrator", "street_clerk", "clerk"},
    "河东社区党委": {"leader", "supervisor", "administrator", "street_clerk", "other_clerk"},
    "城市管理局": {"leader", "supervisor", "administrator", "handler"},
}
EVERYBODY = (
    *("leader", "supervisor", "administrator", "street_clerk", "clerk", "other_clerk"),
    *("handler", "collector", "member", "volunteer", "stranger"),
)
FIGURE = re.compile(r'<a href="(/(?:outcomes|rankings)/[^"]+)">(\d+)</a>')


async def may_open(town: Town, name: str, part: str) -> bool:
    try:
        await made(town, name, by=part)
    except NotFound:
        return False
    return True


@pytest.mark.parametrize("name", READ)
async def test_who_may_open_a_report(town: Town, name: str) -> None:
    with frozen(OVER):
        assert {part for part in EVERYBODY if await may_open(town, name, part)} == READ[name]


@pytest.mark.parametrize("name", READ)
async def test_page_and_files_are_for_the_same_people(town: Town, name: str) -> None:
    with frozen(OVER):
        bulletin = await made(town, name)
        for part in EVERYBODY:
            async with signed_in(town, part) as browser:
                for suffix in ("",) if part in READ[name] else ("", ".pdf", ".xlsx"):
                    answer = await browser.get(f"/reports/{bulletin.public_id}{suffix}")
                    assert (answer.status_code == 200) == (part in READ[name]), (part, suffix)
                listed = {
                    one.public_id for one in await done(bulletins_for, await town.viewer(part))
                }
                assert listed == ({bulletin.public_id} if part in READ[name] else set())


async def test_every_figure_leads_to_as_many_rows(town: Town) -> None:
    await october(town)
    with frozen(OVER):
        for name in ("柳荫街道", "柳荫街道党工委"):
            bulletin = await made(town, name)
            async with signed_in(town, "leader") as browser:
                page = (await browser.get(f"/reports/{bulletin.public_id}")).text
                figures = FIGURE.findall(page)
                assert len(figures) > 15
                for path, number in figures:
                    if "what=everything" not in path:
                        assert await rows(browser, unescape(path)) == int(number), path


async def rows(browser: Browser, path: str) -> int:
    """How many lines stand behind an address."""
    answer = await browser.get(path)
    assert answer.status_code == 200
    return answer.text.count('role="rowheader"')


async def test_it_stays_as_it_was_made(town: Town) -> None:
    await october(town)
    with frozen(OVER):
        bulletin = await made(town)
        before = page_of(bulletin)
        await town.closed(by="neighbour")
        again = await made(town)
    assert again.document == bulletin.document and page_of(again) == before
    assert "固化后未改动" in before


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("月报", "2026年10月", "同比", "群众评价")),
        ("en", ("Monthly report", "Month 10 of 2026", "Year on year")),
    ],
)
async def test_paper_speaks_the_readers_language(
    town: Town, language: str, words: tuple[str, ...]
) -> None:
    await october(town)
    with frozen(OVER):
        bulletin = await made(town)
    with speaking(language):
        page = page_of(bulletin)
    assert all(word in page for word in words)
    assert f"/reports/{bulletin.public_id}" in page and 'href="/outcomes' not in page
    if language == "en":
        names = re.compile(f"{settings().town}|{'|'.join(town.areas)}|三条路晚上没有灯|环境卫生")
        assert not re.search("[一-鿿]", names.sub("", page))


async def test_the_pdf_file_is_the_same_each_time(town: Town) -> None:
    await october(town)
    with frozen(OVER):
        bulletin = await made(town)
        async with signed_in(town, "leader") as browser:
            first = await browser.get(f"/reports/{bulletin.public_id}.pdf")
        async with signed_in(town, "street_clerk") as browser:
            second = await browser.get(f"/reports/{bulletin.public_id}.pdf")
    assert first.headers["content-type"] == "application/pdf"
    assert first.content[:5] == b"%PDF-" and first.content == second.content


async def test_the_workbook_is_the_same_each_time_and_has_no_formula(
    town: Town, tmp_path: Path
) -> None:
    await october(town)
    with frozen(OVER):
        bulletin = await made(town)
    with speaking("en"):
        for name in ("one.xlsx", "two.xlsx"):
            await write_bulletin(tmp_path / name, bulletin)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    book = CalamineWorkbook.from_path(tmp_path / "one.xlsx")
    totals = book.get_sheet_by_name("Totals").to_python()
    assert totals[1] == ["Wishes fulfilled", 1.0, 0.0, "—"]
    assert ["Wishes that came", 2.0, 1.0, "+100%"] in totals
    rates = book.get_sheet_by_name("Rates").to_python()
    assert ["Individual wishes", 2.0, 1.0] in [row[:3] for row in rates]
    assert len(book.sheet_names) == 8


async def test_wanting_and_not_wanting(town: Town) -> None:
    earlier = await subscribed(town, "leader", "leader", "street_clerk")
    leader = await town.viewer("leader")
    (own,) = await done(own_subscriptions, leader)
    assert own.open and own.scope.name == "柳荫街道"
    with refused("not_found"):
        await done(unsubscribe, own.public_id, by=await town.viewer("street_clerk"))
    await done(unsubscribe, own.public_id, by=leader)
    assert await done(own_subscriptions, leader) == []
    with refused("not_found"):
        await done(subscribe, earlier.public_id, by=await town.viewer("clerk"))


async def test_the_shelf_from_a_form_to_a_subscription(town: Town) -> None:
    with frozen(OVER):
        async with signed_in(town, "leader") as browser:
            sent = {"scope": code(town, "柳荫街道"), "period": MONTH}
            there = (await browser.post("/reports", sent)).headers["location"]
            assert "/reports/" in there
            assert (await browser.post(f"{there}/subscription")).status_code == 303
            page = (await browser.get(there)).text
            (end,) = re.findall(r'action="(/reports/subscriptions/[^"]+/end)"', page)
            assert there in (await browser.get("/reports?rhythm=month&q=柳荫")).text
            assert there not in (await browser.get("/reports?rhythm=year")).text
            assert there not in (await browser.get("/reports?q=河东")).text
            assert (await browser.post(end)).status_code == 303
            assert (await browser.post("/reports", {"period": MONTH})).status_code == 422
            early = await browser.post("/reports", sent | {"period": "2026-11"})
            assert early.status_code == 422 and "还没有结束" in early.text


async def test_an_address_that_means_nothing(town: Town) -> None:
    with frozen(date(2026, 11, 1)):
        bulletin = await made(town)
        async with signed_in(town, "leader") as browser:
            for name in ("nothing", f"{bulletin.public_id}.doc", "nothing.pdf"):
                assert (await browser.get(f"/reports/{name}")).status_code == 404
