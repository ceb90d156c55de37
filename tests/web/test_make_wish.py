"""A resident makes a wish and gets a receipt."""

import pytest
from sqlmodel import col, select

from tests.cast import Browser, Town, signed_in
from tests.web.resident import TEXT, numbers_on, photo, wish_form
from wishboard.core.database import transaction
from wishboard.events.history import history_of
from wishboard.events.models import Doer
from wishboard.files.models import Photo
from wishboard.http import cookies
from wishboard.wishes.codes import pin_of
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import words_of
from wishboard.wishes.stages import Channel, Stage
from wishboard.wishes.wishers import contact_of


async def newest() -> Wish | None:
    async with transaction() as db:
        return (await db.exec(select(Wish).order_by(col(Wish.id).desc()))).first()


async def test_the_form_offers_every_community_under_its_street(town: Town) -> None:
    async with signed_in(town) as browser:
        page = (await browser.get("/wishes/new")).text
    assert '<optgroup label="柳荫街道">' in page
    assert "河东社区" in page
    assert "柳荫街道，不清楚是哪个社区" in page


async def test_a_poster_may_name_the_area(town: Town) -> None:
    area = town.areas["河东社区"].public_id
    async with signed_in(town) as browser:
        page = (await browser.get(f"/wishes/new?area={area}&channel=qr")).text
        assert f'value="{area}" selected' in page
        await browser.post("/wishes", wish_form(town, area=area, channel="qr"))
    made = await newest()
    assert made and made.channel is Channel.qr


async def test_a_wish_is_taken_in_with_its_words_and_consents(town: Town) -> None:
    fields = {"address": "柳荫路8号", "circumstances": "独居", "channel": "hotline"}
    async with signed_in(town) as browser:
        sent = await browser.post("/wishes", wish_form(town, **fields))
    assert (sent.status_code, sent.headers["location"]) == (303, "/receipt")
    wish = await newest()
    assert wish and wish.stage is Stage.collected
    assert (wish.may_contact, wish.may_publish, wish.may_photograph) == (True, True, False)
    assert wish.channel is Channel.web
    async with transaction() as db:
        words, contact = await words_of(db, wish), await contact_of(db, wish)
        (collected,) = await history_of(db, "wish", wish.key)
    assert words and words.text == TEXT
    assert (contact.name, contact.address, contact.circumstances) == (
        "王秀英",
        "柳荫路8号",
        "独居",
    )
    assert (collected.doer, collected.doer_id) == (Doer.wisher, None)


async def test_the_receipt_shows_code_pin_and_qr_code_to_who_made_it_alone(town: Town) -> None:
    async with signed_in(town) as browser:
        await browser.post("/wishes", wish_form(town))
        receipt = await browser.get("/receipt")
    wish = await newest()
    assert wish and numbers_on(receipt.text) == (wish.code, pin_of(wish))
    assert '<svg role="img"' in receipt.text
    assert receipt.headers["cache-control"] == "no-store"
    async with signed_in(town) as stranger:
        refused = await stranger.get("/receipt")
    assert (refused.status_code, refused.headers["location"]) == (303, "/track")


async def test_everything_typed_stays_when_something_is_missing(town: Town) -> None:
    form = wish_form(town, name=None, phone="12", may_contact=None, for_minor="yes")
    async with signed_in(town) as browser:
        page = await browser.post("/wishes", form)
    assert page.status_code == 422
    for sentence in ("请填写姓名", "电话号码好像不对", "不同意联系", "监护人姓名"):
        assert sentence in page.text
    assert TEXT in page.text
    assert 'value="12"' in page.text
    assert f'value="{form["area"]}" selected' in page.text
    assert page.text.count(" checked") == 2
    assert await newest() is None


async def test_an_area_that_does_not_exist_is_refused(town: Town) -> None:
    async with signed_in(town) as browser:
        page = await browser.post("/wishes", wish_form(town, area="nowhere"))
    assert page.status_code == 422
    assert "请从列表中选择" in page.text
    assert TEXT in page.text


async def test_sent_twice_it_is_one_wish(town: Town) -> None:
    async with signed_in(town) as browser:
        first = await browser.post("/wishes", wish_form(town), key="once")
        again = await browser.post("/wishes", wish_form(town), key="once")
        other = await browser.post("/wishes", wish_form(town, name="李四"), key="once")
    assert first.headers["location"] == again.headers["location"] == "/receipt"
    assert other.status_code == 422
    async with transaction() as db:
        assert len((await db.exec(select(Wish))).all()) == 1


async def test_a_form_opened_before_another_wish_was_made_can_still_be_sent(town: Town) -> None:
    async with signed_in(town) as browser:
        opened = browser.csrf
        await browser.post("/wishes", wish_form(town))
        sent = await browser.post("/wishes", wish_form(town, name="李四") | {"_csrf": opened})
    assert sent.status_code == 303


async def test_a_signed_in_member_wishes_with_an_own_hand(town: Town) -> None:
    async with signed_in(town, "member") as browser:
        sent = await browser.post("/wishes", wish_form(town))
        receipt = await browser.get("/receipt")
    assert sent.status_code == 303
    assert receipt.status_code == 200
    wish = await newest()
    assert wish and wish.collector_id is None


@pytest.mark.parametrize("agreed", [None, "yes"])
async def test_photos_come_along_and_are_shown_as_far_as_agreed(
    town: Town, agreed: str | None
) -> None:
    form = wish_form(town, may_photograph=agreed)
    async with signed_in(town) as browser:
        sent = await send_photos(browser, form, 2)
    assert sent == 303
    async with transaction() as db:
        photos = (await db.exec(select(Photo))).all()
    assert [photo.publishable for photo in photos] == [agreed is not None] * 2


async def test_too_many_photos_or_none_at_all_in_the_file_are_explained(town: Town) -> None:
    async with signed_in(town) as browser:
        assert await send_photos(browser, wish_form(town), 4) == 422
        files = [("photos", ("lamp.jpg", b"no picture", "image/jpeg"))]
        page = await browser.post("/wishes", wish_form(town), files=files)
    assert page.status_code == 422
    assert "不是可以显示的图片" in page.text
    assert "请重新选一次" in page.text
    assert await newest() is None


async def send_photos(browser: Browser, form: dict[str, str], number: int) -> int:
    files = [("photos", photo()) for _ in range(number)]
    return (await browser.post("/wishes", form, files=files)).status_code


async def test_neighbours_wishes_are_shown_while_typing(town: Town) -> None:
    wish = await town.published()
    asked = {"text": TEXT, "area": town.areas["柳荫社区"].public_id}
    async with signed_in(town) as browser:
        part = await browser.post("/wishes/similar", asked, headers={"hx-request": "true"})
        page = await browser.get("/wishes/similar", params=asked)
        early = await browser.post(
            "/wishes/similar", {"text": TEXT, "area": ""}, headers={"hx-request": "true"}
        )
    assert part.text.lstrip().startswith("<section")
    for shown in (part.text, page.text):
        assert f'href="/wishes/{wish.public_id}"' in shown
        assert "想要一盏护眼台灯" in shown
        assert "柳荫路8号" not in shown
    assert "选好住在哪里" in early.text


async def test_the_device_that_made_a_wish_follows_it_for_half_a_day(town: Town) -> None:
    async with signed_in(town) as browser:
        await browser.post("/wishes", wish_form(town))
        followed = cookies.followed_wish(browser.client.cookies[cookies.FOLLOWED])
    wish = await newest()
    assert wish and followed == wish.key
