"""A collector files wishes for others, one after another."""

import pytest

from tests.cast import Town, signed_in
from tests.web.resident import TEXT, numbers_on, wish_form
from tests.web.test_make_wish import newest
from wishboard.core.database import transaction
from wishboard.wishes.codes import pin_of
from wishboard.wishes.commands import register_wish
from wishboard.wishes.forms import RegisterForm
from wishboard.wishes.stages import Channel


@pytest.mark.parametrize("part", ["collector", "clerk"])
async def test_who_may_collect_files_for_somebody_and_hands_out_a_slip(
    town: Town, part: str
) -> None:
    async with signed_in(town, part) as browser:
        sent = await browser.post("/collect", wish_form(town, channel="hotline"))
        wish = await newest()
        assert wish and sent.headers["location"] == f"/collect/{wish.public_id}"
        slip = await browser.get(sent.headers["location"])
    assert wish.collector_id == town.people[part].id
    assert wish.channel is Channel.hotline
    assert numbers_on(slip.text) == (wish.code, pin_of(wish))
    area = town.areas["柳荫社区"].public_id
    assert f"/collect?area={area}&amp;channel=hotline" in slip.text


async def test_the_next_form_keeps_area_and_channel(town: Town) -> None:
    area = town.areas["河东社区"].public_id
    async with signed_in(town, "collector") as browser:
        page = (await browser.get(f"/collect?area={area}&channel=survey")).text
    assert f'value="{area}" selected' in page
    assert 'value="survey" id="field-channel-5" checked' in page


async def test_what_was_filed_is_listed_until_it_is_registered(town: Town) -> None:
    wish = await town.collected("collector")
    async with signed_in(town, "collector") as browser:
        assert wish.code in (await browser.get("/collect")).text
        assert (await browser.get(f"/collect/{wish.public_id}")).status_code == 200
        await registered(town, wish.key)
        assert wish.code not in (await browser.get("/collect")).text
        assert (await browser.get(f"/collect/{wish.public_id}")).status_code == 404


async def registered(town: Town, key: int) -> None:
    form = RegisterForm(title="想要台灯", summary="想要一盏台灯。", category="study")
    async with transaction() as db:
        await register_wish(db, key, form, by=await town.viewer("clerk"))


async def test_nobody_else_reads_the_slip(town: Town) -> None:
    wish = await town.collected("collector")
    async with signed_in(town, "clerk") as browser:
        assert (await browser.get(f"/collect/{wish.public_id}")).status_code == 404


async def test_a_slip_left_unfilled_shows_everything_again(town: Town) -> None:
    async with signed_in(town, "collector") as browser:
        form = wish_form(town, may_contact=None, channel="petition")
        page = await browser.post("/collect", form)
    assert page.status_code == 422
    assert TEXT in page.text
    assert 'value="petition" id="field-channel-3" checked' in page.text


@pytest.mark.parametrize("channel", ["web", "import"])
async def test_a_channel_that_is_not_a_collectors_counts_as_a_visit(
    town: Town, channel: str
) -> None:
    async with signed_in(town, "collector") as browser:
        await browser.post("/collect", wish_form(town, channel=channel))
    wish = await newest()
    assert wish and wish.channel is Channel.visit


@pytest.mark.parametrize(("part", "status"), [("nobody", 303), ("member", 403), ("handler", 403)])
async def test_others_do_not_collect(town: Town, part: str, status: int) -> None:
    async with signed_in(town, part) as browser:
        assert (await browser.get("/collect")).status_code == status
        assert (await browser.post("/collect", wish_form(town))).status_code == status
    assert await newest() is None
