"""When it does not go smoothly: filed for somebody, done by two, not done, silence, taken back."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from tests.browser.walks import (
    Walker,
    claims,
    comes_back,
    confirms,
    delivers,
    files_a_wish,
    makes_a_wish,
    registers_and_publishes,
)
from tests.browser.window import DESKTOP, Windows
from tests.cast import Town
from wishboard.core.clock import frozen, now
from wishboard.notifications.telling import tell_everything
from wishboard.outcomes.answers import record_silences

pytestmark = pytest.mark.browser
TITLE = "周末陪老人去体检"
MEMBERS_FIRST = timedelta(days=4)
SILENCE = timedelta(days=25)


async def test_two_try_again_and_the_wisher_stays_silent(windows: Windows, town: Town) -> None:
    collector = Walker(await windows.of("collector", width=DESKTOP))
    slip = await files_a_wish(collector, town.areas["柳荫社区"].public_id, "想有人陪着去体检。")
    clerk = Walker(await windows.of("clerk", width=DESKTOP))
    await registers_and_publishes(clerk, TITLE, places=2)

    with frozen(now() + MEMBERS_FIRST):
        lead, second = Walker(await windows.of("member")), Walker(await windows.of("comrade"))
        await claims(lead, TITLE)
        await claims(second, TITLE)
        await second.reads("A joint promise")
        await delivers(lead, TITLE, "约好了车。")

        resident = Walker(await windows.of())
        await comes_back(resident, slip)
        await confirms(resident, done=False, words="车没有来。")
        await resident.reads("Thank you for saying so. Your wish is taken up again.")
        await tell_everything()
        await lead.opens("/notices")
        await lead.page.locator("main").get_by_role("link", name=TITLE).first.click()
        await delivers(lead, TITLE, "陪着去体检，一切都好。")

    with frozen(now() + SILENCE):
        assert await record_silences() == 1
        clerk = Walker(await windows.of("clerk", width=DESKTOP))
        await clerk.opens("/desk?list=close")
        await clerk.goes_to(TITLE)
        await clerk.presses("Close as unconfirmed")
        await clerk.reads("Closed and counted.")
        resident = Walker(await windows.of())
        await comes_back(resident, slip)
        await resident.reads("It was reported as done. We did not hear from you.")
        second = Walker(await windows.of("comrade"))
        await second.opens("/me")
        await expect(second.page.locator("[aria-labelledby=year]")).to_contain_text(TITLE)


async def test_a_wish_is_taken_back(windows: Windows, town: Town) -> None:
    resident = Walker(await windows.of())
    slip = await makes_a_wish(resident, town.areas["柳荫社区"].public_id)
    await comes_back(resident, slip)
    await resident.page.get_by_text(resident.says("Take the wish back")).click()
    await resident.presses("Yes, take it back")
    await resident.reads("You took this wish back.")
    clerk = Walker(await windows.of("clerk", width=DESKTOP))
    await clerk.opens("/desk?list=register")
    await expect(clerk.page.locator("table")).to_have_count(0)
