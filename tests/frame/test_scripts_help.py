"""What the small scripts add in a real browser. Everything works without them too."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Dialog, Page

from tests.frame.conftest import TOWN, Town
from wishboard.core.assets import STATIC

pytestmark = pytest.mark.browser


async def test_a_half_filled_form_comes_back_after_a_crash(
    tab: Page, reader: BrowserContext
) -> None:
    await tab.goto("/new")
    await tab.fill("#field-title", "想要一盏台灯")
    await tab.fill("#field-phone", "13812345678")
    again = await reader.new_page()
    await again.goto("/new")
    assert await again.input_value("#field-title") == "想要一盏台灯"
    assert await again.input_value("#field-phone") == ""
    assert await again.is_visible("[data-draft-note]")


async def test_a_draft_can_be_dropped(tab: Page, reader: BrowserContext) -> None:
    await tab.goto("/new")
    await tab.fill("#field-title", "想要一盏台灯")
    again = await reader.new_page()
    await again.goto("/new")
    await again.click("[data-draft-drop]")
    await again.wait_for_selector("[data-draft-note]", state="hidden")
    assert await again.input_value("#field-title") == ""


async def test_a_sent_form_leaves_no_draft(tab: Page, town: Town) -> None:
    await tab.goto("/new")
    await tab.fill("#field-title", "想要一盏台灯")
    await tab.click("text=交上去")
    await tab.wait_for_url("**/sent")
    assert await tab.evaluate("Object.keys(localStorage)") == []
    await tab.goto("/new")
    assert await tab.input_value("#field-title") == ""


async def test_a_form_is_sent_once_however_often_it_is_pressed(tab: Page, town: Town) -> None:
    await tab.goto("/new")
    await tab.evaluate("""() => {
        const button = document.querySelector("form[data-draft] .button-primary");
        button.click(); button.click(); button.click();
    }""")
    await tab.wait_for_url("**/sent")
    assert town.sent == 1


async def test_leaving_a_half_filled_form_asks_first(tab: Page) -> None:
    asked: list[str] = []

    async def go(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.accept()

    tab.on("dialog", go)
    await tab.goto("/new")
    await tab.type("#field-title", "台灯")
    await tab.goto("/share")
    assert asked == ["beforeunload"]


async def test_errors_take_the_focus(tab: Page) -> None:
    await tab.goto("/wrong")
    focused = await tab.evaluate("document.activeElement.className")
    assert focused == "error-summary"


async def test_a_refusal_takes_the_whole_page_where_a_part_was_asked_for(tab: Page) -> None:
    await tab.goto("/swap")
    await tab.click("text=交上去")
    await tab.wait_for_selector("h1:has-text('不能这样')")
    assert await tab.locator("main").count() == 1
    assert await tab.locator("form[data-busy]").count() == 0


async def test_looking_for_equals_sends_no_contact_data(tab: Page, town: Town) -> None:
    await tab.goto("/swap")
    await tab.fill("#field-phone", "13812345678")
    async with tab.expect_request("**/similar"):
        await tab.type("#field-text", "台灯")
    await tab.wait_for_timeout(100)
    assert "13812345678" not in town.asked
    assert "text=" in town.asked
    assert await tab.input_value("#field-phone") == "13812345678"


async def test_photos_are_shown_before_they_are_sent(tab: Page, tmp_path: Path) -> None:
    mark = (STATIC / "img/mark.svg").read_bytes()
    files = [tmp_path / f"{number}.svg" for number in range(3)]
    for path in files:
        path.write_bytes(mark)
    await tab.goto("/new")
    await tab.set_input_files("#field-photos", files)
    assert await tab.locator("[data-previews] img").count() == 2


async def test_words_to_share_are_copied_and_said_so(tab: Page) -> None:
    await tab.goto("/share")
    await tab.click("[data-copy]")
    await tab.wait_for_selector("text=已复制")
    await tab.evaluate("document.body.append(document.createElement('textarea'))")
    await tab.focus("textarea")
    await tab.keyboard.press("Control+V")
    assert await tab.input_value("textarea") == "想要一盏台灯"


async def test_without_scripts_no_button_is_shown_that_needs_them(
    browser: Browser, town: Town
) -> None:
    context = await browser.new_context(base_url=TOWN, java_script_enabled=False)
    await context.route("**/*", town.answer)
    tab = await context.new_page()
    await tab.goto("/share")
    assert not await tab.is_visible("[data-copy]")
    assert not await tab.is_visible("[data-print]")
    await context.close()
