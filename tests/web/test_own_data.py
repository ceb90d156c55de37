"""Everybody reads, takes along and, as a resident, erases what is stored about them."""

import re
from enum import StrEnum
from typing import get_args

from sqlalchemy import select as plain
from sqlmodel import col

from tests.cast import RESIDENT_PHONE, Town, signed_in
from tests.deeds import done
from tests.web.resident import follow
from wishboard.accounts.viewer import wisher_of
from wishboard.core.clock import now
from wishboard.core.database import transaction
from wishboard.disclosure.models import ErasedWish, Purpose
from wishboard.disclosure.own_data import OF_A_PERSON, OF_A_WISH
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of
from wishboard.supervision.stuck.commands import say_stuck
from wishboard.supervision.stuck.forms import StuckForm
from wishboard.web.own_codes import CODES
from wishboard.web.own_words import NAMES, SECTIONS
from wishboard.wishes.codes import pin_of
from wishboard.wishes.models import Wish

DATA = "/track/wish/data"


def test_everything_has_a_name_in_words() -> None:
    for name, part in (OF_A_WISH | OF_A_PERSON).items():
        assert name in SECTIONS
        for column in part.columns.split():
            assert column.rpartition(":")[2] in NAMES
            kind = codes_of(part.of.model_fields[column.partition(":")[0]].annotation)
            assert kind is None or set(CODES[kind]) == set(kind), column


def codes_of(annotation: object) -> type[StrEnum] | None:
    """The sort of codes that a column holds, if it holds codes."""
    sorts = get_args(annotation) or (annotation,)
    return next((one for one in sorts if isinstance(one, type) and issubclass(one, StrEnum)), None)


async def test_a_wisher_reads_everything_masked_and_takes_it_along_with_the_pin(town: Town) -> None:
    wish = await town.closed()
    tried = StuckForm(stuck_place="社保大厅", stuck_said="让我改天再来")
    await done(say_stuck, wish.key, tried, by=wisher_of(wish.key))
    clerk = await town.viewer("clerk")
    async with transaction() as db:
        sight = await sight_of(db, await db.get_one(Wish, wish.key), clerk)
        await reveal_contact(db, sight, Purpose.check, by=clerk)
    async with signed_in(town) as browser:
        assert (await browser.get(DATA)).headers["location"] == "/track"
        follow(browser, wish)
        page = await browser.get(DATA)
        assert "台灯坏了" in page.text and "138****5678" in page.text and "社保大厅" in page.text
        assert RESIDENT_PHONE not in page.text and "王秀英" not in page.text
        assert page.headers["cache-control"] == "no-store"
        wrong = await browser.post(DATA, {"pin": "000000"})
        assert wrong.status_code == 422 and RESIDENT_PHONE not in wrong.text
        file = await browser.post(DATA, {"pin": pin_of(wish)})
    told = file.json()
    assert "attachment" in file.headers["content-disposition"]
    assert told["contact"][0]["phone"] == RESIDENT_PHONE
    assert told["contact"][0]["address"] == "柳荫路8号2单元301室"
    assert told["looks"][0]["surname"] == "林" and told["looks"][0]["purpose"] == "check"
    assert {"wish", "words", "attempt", "results", "answers"} <= set(told)


async def test_a_member_reads_and_takes_along_what_is_stored(town: Town) -> None:
    await town.closed()
    async with signed_in(town, "member") as browser:
        page = (await browser.get("/me/data")).text
        assert "陈向阳" in page and "柳荫第一支部" in page and "送去一盏护眼台灯" in page
        assert page.count("想要一盏护眼台灯") == 2, "the promise and the deed name their wish"
        told = (await browser.get("/me/data/file")).json()
    assert told["promises"][0]["ending"] == "delivered" and "<dd>已报办好</dd>" in page
    assert told["account"][0]["username"] == "member"
    assert told["credits"][0]["amount"] == 1 and told["promises"]
    assert RESIDENT_PHONE not in str(told) and "王秀英" not in str(told)


async def test_a_wisher_is_erased_with_the_pin_once_the_wish_is_over(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town) as browser:
        follow(browser, wish)
        sent = {"pin": pin_of(wish)}
        early = await browser.post("/track/wish/erasure", sent)
        assert early.status_code == 409 and "正在办理" in early.text
        await browser.post("/track/wish/withdrawal", {})
        wrong = await browser.post("/track/wish/erasure", {"pin": "000000"})
        assert wrong.status_code == 422
        gone = await browser.post("/track/wish/erasure", sent)
        assert gone.headers["location"] == "/track/wish"
        page = (await browser.get("/track/wish")).text
        assert "已永久清除" in page and "台灯坏了" not in page
        assert not re.search(r"138[\d*]{8}", (await browser.get(DATA)).text), "not even masked"


async def test_an_administrator_erases_on_request_and_must_confirm(town: Town) -> None:
    wish = await town.closed()
    async with signed_in(town, "administrator") as browser:
        asked = await browser.post("/desk/erasure", {"code": wish.code})
        assert asked.status_code == 422 and "无法恢复" in asked.text
        unknown = await browser.post("/desk/erasure", {"code": "XXX", "asked": "yes"})
        assert unknown.status_code == 422 and "没有心愿用这个回执码" in unknown.text
        await browser.post("/desk/erasure", {"code": wish.code, "asked": "yes"})
    async with transaction() as db:
        found = await db.execute(plain(col(ErasedWish.at)))
    assert found.scalar_one() <= now()
