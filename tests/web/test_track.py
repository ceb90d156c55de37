"""A wisher follows a wish like a parcel, by code and PIN or by the slip."""

from datetime import timedelta

from tests.cast import Town, signed_in
from tests.web.resident import follow
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.disclosure.models import Purpose
from wishboard.disclosure.retention import purge_words
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of
from wishboard.endings.commands import decline_wish, defer_wish
from wishboard.endings.forms import DeclineForm, DeferForm, MergeForm
from wishboard.endings.merging import merge_wish
from wishboard.settings import settings
from wishboard.wishes.codes import pin_of, slip_token
from wishboard.wishes.queries import hold_wish

OWN = "/track/wish"


async def test_code_and_pin_open_a_wish(town: Town) -> None:
    wish = await town.collected()
    typed = wish.code.lower().replace("-", " ")
    async with signed_in(town) as browser:
        sent = await browser.post("/track", {"code": typed, "pin": f" {pin_of(wish)} "})
        assert (sent.status_code, sent.headers["location"]) == (303, OWN)
        page = await browser.get(OWN)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "柳荫社区党委正在看您的心愿" in page.text


async def test_a_wrong_pin_opens_nothing_and_keeps_what_was_typed(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town) as browser:
        page = await browser.post("/track", {"code": wish.code, "pin": "000000"})
        assert page.status_code == 422
        assert "对不上" in page.text
        assert f'value="{wish.code}"' in page.text
        empty = await browser.post("/track", {})
        assert "请输入回执上的回执码" in empty.text
        assert (await browser.get(OWN)).status_code == 303


async def test_guessing_ends_after_a_few_attempts(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town) as browser:
        for guess in range(8):
            await browser.post("/track", {"code": wish.code, "pin": f"{guess:06d}"})
        page = await browser.post("/track", {"code": wish.code, "pin": pin_of(wish)})
    assert page.status_code == 429
    assert "尝试次数太多" in page.text


async def test_the_qr_code_opens_a_wish(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town) as browser:
        wrong = await browser.get(f"/slips/{wish.public_id}/{'A' * 22}")
        assert wrong.status_code == 422
        assert "回执" in wrong.text
        opened = await browser.get(f"/slips/{wish.public_id}/{slip_token(wish)}")
        assert (opened.status_code, opened.headers["location"]) == (303, OWN)
        assert (await browser.get(OWN)).status_code == 200


async def test_a_signed_in_person_can_follow_an_own_wish_too(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town, "member") as browser:
        await browser.post("/track", {"code": wish.code, "pin": pin_of(wish)})
        assert (await browser.get(OWN)).status_code == 200


async def test_the_wisher_reads_own_words_and_masked_data(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town) as browser:
        follow(browser, wish)
        page = (await browser.get(OWN)).text
    assert "家里的台灯坏了" in page
    assert "138****5678" in page
    assert "王**" in page
    for secret in ("13812345678", "王秀英", "2单元301室"):
        assert secret not in page


async def test_who_will_come_is_told_by_surname_organization_and_day(town: Town) -> None:
    wish, claim = await town.claimed()
    async with signed_in(town) as browser:
        follow(browser, wish)
        page = (await browser.get(OWN)).text
    assert "陈同志（柳荫第一支部）" in page
    assert f"{claim.promised_on.month}月{claim.promised_on.day}日" in page
    assert "陈向阳" not in page
    assert "别开门" in page


async def test_every_look_at_the_contact_data_is_told(town: Town) -> None:
    wish, _claim = await town.claimed()
    async with transaction() as db:
        member = await town.viewer("member")
        sight = await sight_of(db, await hold_wish(db, wish.key), member)
        await reveal_contact(db, sight, Purpose.arrange_visit, by=member)
    async with signed_in(town) as browser:
        follow(browser, wish)
        page = (await browser.get(OWN)).text
    assert "为约定上门时间" in page
    assert "还没有人看过" not in page


async def test_purged_words_are_said_to_be_gone(town: Town) -> None:
    wish = await town.closed()
    with frozen(now() + timedelta(days=settings().words_kept_days + 1)):
        async with transaction() as db:
            assert await purge_words(db) == 1
        async with signed_in(town) as browser:
            follow(browser, wish)
            assert "原话已按约定删除" in (await browser.get(OWN)).text


async def test_a_declined_wish_says_why(town: Town) -> None:
    wish = await town.collected()
    async with transaction() as db:
        form = DeclineForm(reason="decline_other", explanation="请找物业。")
        await decline_wish(db, wish.key, form, by=await town.viewer("clerk"))
    async with signed_in(town) as browser:
        follow(browser, wish)
        page = (await browser.get(OWN)).text
    assert "没能受理" in page
    assert "请找物业。" in page
    assert "撤回心愿" not in page


async def test_a_deferred_wish_says_until_when(town: Town) -> None:
    wish = await town.registered()
    day = (now() + timedelta(days=60)).date()
    async with transaction() as db:
        form = DeferForm(explanation="明年再办。", review_on=day)
        await defer_wish(db, wish.key, form, by=await town.viewer("clerk"))
    async with signed_in(town) as browser:
        follow(browser, wish)
        page = (await browser.get(OWN)).text
    assert "明年再办。" in page
    assert f"{day.month}月{day.day}日会自动重新安排" in page


async def test_a_merged_wish_follows_the_other_without_its_names(town: Town) -> None:
    target, _claim = await town.claimed()
    wish = await town.registered()
    async with transaction() as db:
        form = MergeForm(into=target.public_id)
        await merge_wish(db, wish.key, form, by=await town.viewer("clerk"))
    async with signed_in(town) as browser:
        follow(browser, wish)
        page = (await browser.get(OWN)).text
    assert "合在一起办" in page
    assert "柳荫第一支部" in page
    assert "陈同志" not in page
    assert target.code not in page


async def test_a_device_stops_following(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town) as browser:
        await browser.post("/track", {"code": wish.code, "pin": pin_of(wish)})
        await browser.post("/track/leave")
        assert (await browser.get(OWN)).status_code == 303
