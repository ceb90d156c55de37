"""Paper for the day: calls, what is due, a sheet for the notice board."""

from datetime import timedelta

from tests.cast import RESIDENT_PHONE, Town, signed_in
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.disclosure.reveal import reveals_of


async def test_the_calls_show_numbers_only_after_a_look_that_is_written_down(town: Town) -> None:
    wish = await town.delivered()
    async with signed_in(town, "clerk") as browser:
        covered = await browser.get("/desk/calls")
        assert wish.title in covered.text
        assert RESIDENT_PHONE not in covered.text
        opened = await browser.post("/desk/calls")
    assert RESIDENT_PHONE in opened.text
    async with transaction() as db:
        assert len(await reveals_of(db, wish)) == 1


async def test_a_collector_gets_no_list_of_numbers(town: Town) -> None:
    await town.delivered()
    async with signed_in(town, "collector") as browser:
        assert (await browser.get("/desk/calls")).status_code == 403
        assert (await browser.post("/desk/calls")).status_code == 403


async def test_todays_sheet_holds_what_is_due_today_or_late(town: Town) -> None:
    with frozen(now() - timedelta(days=9)):
        late = await town.collected()
    early = await town.collected()
    async with signed_in(town, "clerk") as browser:
        page = (await browser.get("/desk/today")).text
    assert late.public_id in page
    assert early.public_id not in page


async def test_the_notice_board_shows_public_words_and_codes_alone(town: Town) -> None:
    wish = await town.published()
    await town.published(to_all=False, title="还没有向大家公开")
    hidden = await town.collected()
    async with signed_in(town, "clerk") as browser:
        page = (await browser.get("/desk/sheet")).text
    assert wish.summary in page
    assert page.count('class="qr"') == 2
    assert "还没有向大家公开" not in page
    assert hidden.public_id not in page
    assert "王秀英" not in page


async def test_an_empty_day_is_said_in_words(town: Town) -> None:
    async with signed_in(town, "clerk") as browser:
        assert "今天没有到期的" in (await browser.get("/desk/today")).text
        assert "没有要打的电话" in (await browser.get("/desk/calls")).text
        assert "没有待认领的心愿" in (await browser.get("/desk/sheet")).text
