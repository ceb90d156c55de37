"""Telling of an attempt that failed, and of a mediation, by the pages."""

from typing import Any

from sqlmodel import select

from tests.cast import Town, signed_in
from tests.deeds import done
from wishboard.accounts.roles import Role
from wishboard.core.database import transaction
from wishboard.endings.forms import MediateForm
from wishboard.http import cookies
from wishboard.mediation.commands import hand_over
from wishboard.supervision.stuck.models import Stuck
from wishboard.wishes.models import Wish

TRIED = {
    "stuck_place": "社保大厅3号窗口",
    "stuck_said": "让我回户籍地开证明。",
    "stuck_code": "abc-234-xyz",
}
MENDERS = "柳荫人民调解委员会"


def wished(town: Town, **fields: Any) -> dict[str, Any]:
    return {
        "text": "想补办一张社保卡，跑了三趟没办成。",
        "area": town.areas["柳荫社区"].public_id,
        "name": "王秀英",
        "phone": "13812345678",
        "may_contact": "yes",
    } | fields


async def attempts() -> list[Stuck]:
    async with transaction() as db:
        return list((await db.exec(select(Stuck))).all())


async def test_a_resident_tells_of_it_with_the_wish(town: Town) -> None:
    async with signed_in(town, "nobody") as browser:
        assert "之前在别处没办成" in (await browser.get("/wishes/new")).text
        await browser.post("/wishes", wished(town, **TRIED))
        [stuck] = await attempts()
        assert (stuck.place, stuck.earlier) == (TRIED["stuck_place"], "ABC-234-XYZ")
        assert "社保大厅3号窗口" in (await browser.get("/track/wish")).text


async def test_half_of_it_is_asked_for_and_nothing_is_lost(town: Town) -> None:
    async with signed_in(town, "nobody") as browser:
        answer = await browser.post("/wishes", wished(town, stuck_place="社保大厅"))
    assert answer.status_code == 422
    assert "请写明那边是怎么答复的" in answer.text and "想补办一张社保卡" in answer.text
    async with transaction() as db:
        assert (await db.exec(select(Wish))).all() == []


async def test_a_wish_without_it_says_nothing_of_it(town: Town) -> None:
    async with signed_in(town, "nobody") as browser:
        blank = dict.fromkeys(TRIED, "") | {"stuck_on": ""}
        assert (await browser.post("/wishes", wished(town, **blank))).status_code == 303
    assert await attempts() == []


async def test_a_collector_writes_it_down_too(town: Town) -> None:
    async with signed_in(town, "collector") as browser:
        await browser.post("/collect", wished(town, channel="visit", **TRIED))
    [stuck] = await attempts()
    assert stuck.by_id == town.people["collector"].id


async def test_the_wisher_tells_of_it_afterwards(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town, "nobody") as browser:
        browser.client.cookies.set(cookies.FOLLOWED, cookies.followed_cookie(wish.key).value or "")
        answer = await browser.post("/track/wish/stuck", TRIED)
        assert answer.headers["location"] == "/track/wish"
        again = await browser.post("/track/wish/stuck", TRIED)
        assert again.status_code == 409
    assert len(await attempts()) == 1


async def test_a_clerk_writes_it_down_names_somebody_and_the_wisher_reads(town: Town) -> None:
    wish = await town.registered()
    async with signed_in(town, "clerk") as browser:
        form = await browser.get(f"/desk/wishes/{wish.public_id}/stuck")
        assert form.status_code == 200
        await browser.post(f"/desk/wishes/{wish.public_id}/stuck", TRIED)
        [stuck] = await attempts()
        page = f"/supervision/stuck/{stuck.public_id}"
        led = await browser.get(f"/desk/wishes/{wish.public_id}/stuck")
        assert led.headers["location"] == page
        named = {"coordinator": town.people["clerk"].public_id, "blockers": "两地互相推。"}
        await browser.post(f"{page}/coordinator", named)
        await browser.post(f"{page}/steps", {"words": "已与两地当面对接。"})
        await browser.post(f"{page}/result", {"result": "窗口代为核查，当天办结。"})
    async with signed_in(town, "nobody") as browser:
        browser.client.cookies.set(cookies.FOLLOWED, cookies.followed_cookie(wish.key).value or "")
        read = (await browser.get("/track/wish")).text
    for said in ("林同志（柳荫社区党委）", "两地互相推。", "已与两地当面对接。", "当天办结。"):
        assert said in read, said


async def test_mediators_record_the_result_and_the_wisher_reads_it(town: Town) -> None:
    await town.appoint("stranger", Role.handler, body=MENDERS)
    wish = await town.registered(title="楼上半夜放音乐")
    form = MediateForm(receiver=town.organizations[MENDERS].public_id)
    case = await done(hand_over, wish.key, form, by=await town.viewer("clerk"))
    page = f"/mediation/{case.public_id}"
    async with signed_in(town, "stranger") as browser:
        assert page in (await browser.get("/mediation")).text
        assert "13812345678" not in (await browser.get(page)).text
        assert "13812345678" in (await browser.post(f"{page}/reveal", {})).text
        result = {"result": "agreed", "words": "约定晚上九点后不放音乐。"}
        await browser.post(f"{page}/result", result)
        assert page in (await browser.get("/mediation?ended=yes")).text
        assert (await browser.post(f"{page}/reveal", {})).status_code == 403
    async with signed_in(town, "nobody") as browser:
        browser.client.cookies.set(cookies.FOLLOWED, cookies.followed_cookie(wish.key).value or "")
        read = (await browser.get("/track/wish")).text
    assert "达成协议" in read and "约定晚上九点后不放音乐。" in read
