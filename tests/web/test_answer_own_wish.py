"""A wisher answers, takes the wish back, opens it again."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.cast import Town, signed_in
from tests.web.reading import shown
from tests.web.resident import follow
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.disclosure.retention import purge_contacts
from wishboard.outcomes.models import Answer
from wishboard.settings import settings
from wishboard.wishes.stages import Ending, Stage

OWN = "/track/wish"


async def test_a_yes_closes_the_wish(town: Town) -> None:
    wish = await town.delivered()
    form = {"done": "yes", "rating": "4", "words": "谢谢小陈", "praise": "yes"}
    async with signed_in(town) as browser:
        follow(browser, wish)
        assert "办好了吗" in (await browser.get(OWN)).text
        sent = await browser.post(f"{OWN}/answer", form)
        assert (sent.status_code, sent.headers["location"]) == (303, OWN)
        page = (await browser.get(OWN)).text
    wish = await town.fresh(wish)
    assert (wish.stage, wish.ending) == (Stage.closed, Ending.fulfilled)
    async with transaction() as db:
        (answer,) = (await db.exec(select(Answer))).all()
    assert (answer.done, answer.rating, answer.praise) == (True, 4, True)
    assert "您的心愿实现了" in page
    assert "谢谢小陈" in page


@pytest.mark.parametrize(
    ("fields", "stage"), [({}, "claimed"), ({"somebody_else": "yes"}, "published")]
)
async def test_a_no_brings_the_wish_back(town: Town, fields: dict[str, str], stage: str) -> None:
    wish = await town.delivered()
    async with signed_in(town) as browser:
        follow(browser, wish)
        await browser.post(f"{OWN}/answer", {"done": "no", "words": "灯不亮"} | fields)
    assert (await town.fresh(wish)).stage == stage


async def test_an_answer_without_yes_or_no_shows_what_was_typed(town: Town) -> None:
    wish = await town.delivered()
    async with signed_in(town) as browser:
        follow(browser, wish)
        page = await browser.post(f"{OWN}/answer", {"words": "很好", "rating": "5"})
    assert page.status_code == 422
    assert "请选择是否办好了" in page.text
    assert "很好" in page.text
    assert page.text.count(" checked") == 1


async def test_an_answer_too_early_is_refused_with_the_page(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town) as browser:
        follow(browser, wish)
        page = await browser.post(f"{OWN}/answer", {"done": "yes"})
    assert page.status_code == 409
    assert "我的原话" in page.text


async def test_a_wisher_takes_the_wish_back(town: Town) -> None:
    wish, _claim = await town.claimed()
    async with signed_in(town) as browser:
        follow(browser, wish)
        sent = await browser.post(f"{OWN}/withdrawal", {"reason": "儿子买了"})
        page = (await browser.get(OWN)).text
    assert sent.status_code == 303
    wish = await town.fresh(wish)
    assert (wish.ending, wish.taken) == (Ending.withdrawn, 0)
    assert "您撤回了这个心愿" in page
    assert "儿子买了" in page


async def test_a_wisher_opens_a_closed_wish_again(town: Town) -> None:
    wish = await town.closed()
    async with signed_in(town) as browser:
        follow(browser, wish)
        empty = await browser.post(f"{OWN}/reopening", {})
        assert "请写一写哪里不对" in empty.text
        sent = await browser.post(f"{OWN}/reopening", {"reason": "灯又坏了"})
        assert "灯又坏了" in (await browser.get(OWN)).text
    assert sent.status_code == 303
    assert (await town.fresh(wish)).stage is Stage.published
    assert "灯又坏了" in await shown(town, f"/desk/wishes/{wish.public_id}", to="clerk")
    assert "灯又坏了" not in await shown(town, f"/wishes/{wish.public_id}", to="member")


async def test_reopening_ends_after_the_time_for_it(town: Town) -> None:
    wish = await town.closed()
    late = now() + timedelta(days=settings().reopen_within_days + 1)
    with frozen(late):
        async with signed_in(town) as browser:
            follow(browser, wish)
            assert "要求重新办" not in (await browser.get(OWN)).text
            page = await browser.post(f"{OWN}/reopening", {"reason": "灯又坏了"})
    assert page.status_code == 409


async def test_after_the_purge_the_phone_is_asked_for_again(town: Town) -> None:
    wish = await town.closed()
    with frozen(now() + timedelta(days=settings().contact_kept_days + 1)):
        async with transaction() as db:
            assert await purge_contacts(db) == 1
        async with signed_in(town) as browser:
            follow(browser, wish)
            page = (await browser.get(OWN)).text
            assert "您的联系方式已按约定删除" in page
            refused = await browser.post(f"{OWN}/reopening", {"reason": "灯又坏了"})
            assert refused.status_code == 422
            assert "灯又坏了" in refused.text
            again = {"reason": "灯又坏了", "name": "王秀英", "phone": "13812345678"}
            sent = await browser.post(f"{OWN}/reopening", again)
    assert sent.status_code == 303
    assert not (await town.fresh(wish)).purged


@pytest.mark.parametrize("deed", ["answer", "withdrawal", "reopening"])
async def test_without_code_and_pin_nothing_can_be_done(town: Town, deed: str) -> None:
    form = {"done": "yes", "reason": "因为"}
    async with signed_in(town) as browser:
        page = await browser.post(f"{OWN}/{deed}", form)
    assert page.status_code == 403
    assert "请再输入一次回执码" in page.text
