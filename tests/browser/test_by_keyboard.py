"""Without a mouse and without a finger: everything can be reached, and one sees where one is."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.walks import Walker, slip_on, writes_a_wish
from tests.browser.window import DESKTOP, Windows
from tests.cast import Town

pytestmark = pytest.mark.browser
REACHED = """() => {
  const element = document.activeElement;
  const seen = element.closest(".choice") ?? element;
  return [element.name || element.textContent.trim(), getComputedStyle(seen).outlineStyle];
}"""


async def tabs_to(page: Page, name: str) -> None:
    """Press Tab until a field or a button has the focus; each stop must be seen to have it."""
    for _stop in range(60):
        await page.keyboard.press("Tab")
        reached, outline = await page.evaluate(REACHED)
        assert outline != "none", reached
        if reached == name:
            return
    raise AssertionError(f"{name} cannot be reached")


async def test_the_menu_can_be_skipped(windows: Windows) -> None:
    page = await windows.of(width=DESKTOP)
    await page.goto("/wishes/new")
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip")).to_be_in_viewport()
    await page.keyboard.press("Enter")
    await expect(page.locator("#main")).to_be_focused()


async def test_a_wish_is_made_by_keyboard(windows: Windows, town: Town) -> None:
    resident = Walker(await windows.of(width=DESKTOP))
    page = resident.page
    await writes_a_wish(resident, town.areas["柳荫社区"].public_id)
    await page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    await tabs_to(page, "may_photograph")
    await page.keyboard.press("Space")
    await expect(page.locator("[name=may_photograph]")).to_be_checked()
    await tabs_to(page, resident.says("Send my wish"))
    await page.keyboard.press("Enter")
    assert (await slip_on(page)).pin
