"""A form sent twice has one effect and one answer; with other content it is refused."""

import asyncio
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from httpx import Response
from sqlalchemy import text
from sqlmodel import SQLModel, func, select

from tests.cast import Browser, Town, signed_in
from tests.deeds import done, kinds_of
from tests.web.resident import photo, wish_form
from wishboard.claims.models import Claim
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.files.models import Photo
from wishboard.http.repeats import KEPT, ChangedRepeat, Repeat, forget_repeats
from wishboard.wishes.models import Wish

TIMES = [2, 3, 5, 8]


async def count(table: type[SQLModel]) -> int:
    async def counted(db: AsyncSession) -> int:
        return (await db.exec(select(func.count()).select_from(table))).one()

    return await done(counted)


def told(answer: Response) -> tuple[int, str | None, str]:
    """What somebody at the other end sees of an answer."""
    return answer.status_code, answer.headers.get("location"), answer.text


async def at_once(
    browser: Browser, path: str, data: Any, times: int, **more: Any
) -> list[Response]:
    """The same form, clicked several times before the first answer is there."""
    clicks = (browser.post(path, data, key="double-click", **more) for _ in range(times))
    return list(await asyncio.gather(*clicks))


def promise(days: int = 5) -> dict[str, str]:
    return {"promised_on": str(today() + timedelta(days=days))}


@pytest.mark.parametrize("times", TIMES)
async def test_a_promise_clicked_several_times_is_made_once(town: Town, times: int) -> None:
    wish = await town.published(places=5)
    path = f"/wishes/{wish.public_id}/claims"
    async with signed_in(town, "member") as browser:
        answers = await at_once(browser, path, promise(), times)
        again = await browser.post(path, promise(), key="double-click")
    assert len({told(answer) for answer in [*answers, again]}) == 1
    assert again.status_code == 303 and again.headers["location"].startswith("/claims/")
    assert (await count(Claim), await count(Repeat)) == (1, 1)
    assert (await kinds_of(wish)).count("claim.made") == 1


@pytest.mark.parametrize("times", TIMES)
async def test_a_wish_with_photos_clicked_several_times_is_one_wish(town: Town, times: int) -> None:
    pictures = [("photos", photo("orange")), ("photos", photo("green"))]
    async with signed_in(town) as browser:
        answers = await at_once(browser, "/wishes", wish_form(town), times, files=pictures)
    assert {(answer.status_code, answer.headers["location"]) for answer in answers} == {
        (303, "/receipt")
    }
    followed = {answer.cookies.get("wb_wish") for answer in answers}
    assert len(followed) == 1 and None not in followed, "everybody follows the same wish"
    assert (await count(Wish), await count(Photo)) == (1, 2)


async def test_a_hand_back_clicked_twice_ends_one_promise(town: Town) -> None:
    wish = await town.published(places=2)
    claim = await town.claim(wish, "member")
    await town.claim(wish, "comrade")
    async with signed_in(town, "member") as browser:
        path = f"/claims/{claim.public_id}/release"
        answers = await at_once(browser, path, {"reason": "出差了"}, 4)
    assert {answer.status_code for answer in answers} == {303}
    assert (await town.fresh(wish)).taken == 1
    assert (await kinds_of(wish)).count("claim.handed_back") == 1


async def test_without_a_key_nothing_is_remembered(town: Town) -> None:
    async with signed_in(town) as browser:
        for thing in ("台灯", "收音机"):
            form = wish_form(town, text=f"想要一台新的{thing}。")
            await browser.client.post("/wishes", data=form, follow_redirects=False)
    assert (await count(Wish), await count(Repeat)) == (2, 0)


async def test_another_key_is_another_form(town: Town) -> None:
    async with signed_in(town) as browser:
        for key in ("one", "two"):
            form = wish_form(town, text=f"想要一台新的收音机，第{key}台。")
            await browser.post("/wishes", form, key=key)
    assert await count(Wish) == 2


@pytest.mark.parametrize(
    "change",
    [{"text": "想要另外一盏台灯。"}, {"name": "李四"}, {"may_publish": None}, {"address": "别处"}],
)
async def test_changed_words_with_the_same_key_are_refused(
    town: Town, change: dict[str, str | None]
) -> None:
    async with signed_in(town) as browser:
        first = await browser.post("/wishes", wish_form(town), key="once")
        changed = await browser.post("/wishes", wish_form(town, **change), key="once")
        same = await browser.post("/wishes", wish_form(town), key="once")
    assert (first.status_code, changed.status_code, same.status_code) == (303, 422, 303)
    assert changed.text == str(ChangedRepeat.says)
    assert await count(Wish) == 1


async def test_changed_photos_with_the_same_key_are_refused(town: Town) -> None:
    async with signed_in(town) as browser:
        for color, status in (("orange", 303), ("green", 422), ("orange", 303)):
            sent = await browser.post(
                "/wishes", wish_form(town), key="once", files=[("photos", photo(color))]
            )
            assert sent.status_code == status, color
        without = await browser.post("/wishes", wish_form(town), key="once")
    assert without.status_code == 422
    assert (await count(Wish), await count(Photo)) == (1, 1)


async def test_changed_words_racing_each_other(town: Town) -> None:
    async with signed_in(town) as browser:
        answers = await asyncio.gather(
            *(
                browser.post("/wishes", wish_form(town, name=name), key="once")
                for name in ("张三", "李四", "王五", "张三")
            )
        )
    statuses = Counter(answer.status_code for answer in answers)
    assert set(statuses) == {303, 422} and statuses[303] in (1, 2)
    assert await count(Wish) == 1


async def test_a_changed_promise_is_refused_although_the_rules_refuse_it_too(town: Town) -> None:
    wish = await town.published()
    path = f"/wishes/{wish.public_id}/claims"
    async with signed_in(town, "member") as browser:
        assert (await browser.post(path, promise(5), key="once")).status_code == 303
        assert (await browser.post(path, promise(6), key="once")).status_code == 422
        assert (await browser.post(path, promise(6), key="anew")).status_code == 409


async def test_somebody_elses_key_tells_nothing(town: Town) -> None:
    wish = await town.published(places=3)
    path = f"/wishes/{wish.public_id}/claims"
    async with signed_in(town, "member") as mine, signed_in(town, "comrade") as theirs:
        first = await mine.post(path, promise(), key="once")
        other = await theirs.post(path, promise(), key="once")
    assert other.status_code == 422
    assert first.headers["location"] not in other.text
    assert (await town.fresh(wish)).taken == 1


async def test_the_same_key_at_another_address_is_refused(town: Town) -> None:
    one, two = await town.published(), await town.published()
    async with signed_in(town, "member") as browser:
        await browser.post(f"/wishes/{one.public_id}/claims", promise(), key="once")
        other = await browser.post(f"/wishes/{two.public_id}/claims", promise(), key="once")
    assert other.status_code == 422
    assert (await town.fresh(two)).taken == 0


async def test_what_was_refused_may_be_sent_again_with_the_same_key(town: Town) -> None:
    async with signed_in(town) as browser:
        refused = await browser.post("/wishes", wish_form(town, phone="12"), key="once")
        assert refused.status_code == 422 and await count(Repeat) == 0
        assert (await browser.post("/wishes", wish_form(town), key="once")).status_code == 303
    assert await count(Wish) == 1


async def test_a_kept_answer_cannot_be_read_in_the_database(town: Town) -> None:
    async with signed_in(town) as browser:
        await browser.post("/wishes", wish_form(town), key="once")
    async with transaction() as db:
        [row] = (await db.execute(text("SELECT fingerprint, answer FROM repeat"))).all()
    stored = bytes(row.fingerprint) + bytes(row.answer)
    for told_nowhere in ("receipt", "wb_wish", "王秀英", "13812345678"):
        assert told_nowhere.encode() not in stored


async def test_keys_are_forgotten_after_two_days(town: Town) -> None:
    async with signed_in(town) as browser:
        with frozen(date(2026, 11, 1)):
            await browser.post("/wishes", wish_form(town), key="old")
            start = now()
        with frozen(start + KEPT - timedelta(minutes=1)):
            await done(forget_repeats)
            assert await count(Repeat) == 1
        with frozen(start + KEPT + timedelta(minutes=1)):
            await done(forget_repeats)
            assert await count(Repeat) == 0


async def test_a_program_names_its_key_in_a_header(town: Town) -> None:
    form = wish_form(town) | {"may_contact": True, "may_publish": True}
    async with signed_in(town) as browser:
        sent = [
            await browser.client.post(
                "/api/v1/wishes", json=form | more, headers={"Idempotency-Key": "once"}
            )
            for more in ({}, {}, {"name": "李四"})
        ]
    assert [answer.status_code for answer in sent] == [201, 201, 422]
    assert sent[0].json() == sent[1].json()
    assert await count(Wish) == 1


async def test_an_endless_key_is_cut(town: Town) -> None:
    async with signed_in(town) as browser:
        sent = await browser.post("/wishes", wish_form(town), key="k" * 5000)
    assert sent.status_code == 303
