"""A wish goes its whole way through the pages, seven steps, with and without JavaScript."""

import pytest
from playwright.async_api import expect

from tests.browser.walks import (
    Walker,
    claims,
    comes_back,
    confirms,
    delivers,
    makes_a_wish,
    registers_and_publishes,
)
from tests.browser.window import DESKTOP, Windows
from tests.cast import Town
from wishboard.wishes.stages import SPINE

pytestmark = pytest.mark.browser
TITLE = "想要一盏护眼台灯"


Dressed = pytest.mark.parametrize(("scripts", "language"), [(True, "zh"), (False, "en")])


@Dressed
async def test_a_wish_comes_true(
    windows: Windows, town: Town, scripts: bool, language: str
) -> None:
    resident = Walker(await windows.of(language=language, scripts=scripts), language)
    slip = await makes_a_wish(resident, town.areas["柳荫社区"].public_id)

    desk = await windows.of("clerk", width=DESKTOP, language=language, scripts=scripts)
    await registers_and_publishes(Walker(desk, language), TITLE)

    member = Walker(await windows.of("neighbour", language=language, scripts=scripts), language)
    await claims(member, TITLE)
    await delivers(member, TITLE, "送去一盏护眼台灯，并装好了灯泡。")

    again = Walker(await windows.of(language=language, scripts=scripts), language)
    await comes_back(again, slip)
    await confirms(again, done=True, words="灯很亮，谢谢！")
    await again.reads("Your wish has come true.")
    assert len(await again.history()) == len(SPINE)

    await member.opens("/me")
    await expect(member.page.locator("[aria-labelledby=year]")).to_contain_text(TITLE)
