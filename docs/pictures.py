"""Takes the pictures of the README from a demo town of its own: `python -m docs.pictures`.

A demo town is started in a temporary folder, a wish is walked as far as a promise through its
pages, and the pictures are written to docs/pictures. Needs Chromium and a Chinese font.
"""

import asyncio
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from tests.browser.walks import Walker
from tests.chromium import CHROMIUM, QUIET
from tests.towns import Town, whole_town

PICTURES = Path(__file__).with_name("pictures")
MOST = 150_000
PASSWORD = "wishes-come-true"  # noqa: S105 - of the demo town
PLACE = "梧桐社区"
TITLE = "想要一盏护眼台灯"
SUMMARY = "家里灯暗，孩子晚上写作业看不清，想要一盏护眼台灯。"
PHONE = (390, 844, 2.0)
DESK = (1280, 800, 1.25)


async def window(
    browser: Browser, town: Town, form: tuple[int, int, float], username: str = ""
) -> Walker:
    """A window on the town, with somebody signed in."""
    width, height, sharpness = form
    context = await browser.new_context(
        base_url=town.address,
        locale="zh-CN",
        viewport={"width": width, "height": height},
        device_scale_factor=sharpness,
        is_mobile=form is PHONE,
    )
    walker = Walker(await context.new_page())
    if username:
        await walker.opens("/sign-in")
        await walker.fills("User name", username)
        await walker.fills("Password", PASSWORD)
        await walker.presses("Sign in")
    return walker


async def picture(page: Page, name: str) -> None:
    """What a window shows from its top, in few colours."""
    await page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    shot = Image.open(BytesIO(await page.screenshot())).convert("RGB")
    for colours in (256, 128, 64, 32):
        few = shot.quantize(colours, dither=Image.Dither.NONE)
        few.save(PICTURES / name, optimize=True)
        if (PICTURES / name).stat().st_size <= MOST:
            return
    raise ValueError(name)


async def write_a_wish(resident: Walker) -> None:
    """The form for a wish, filled as far as its first screen shows."""
    await resident.opens("/wishes/new")
    await resident.fills("What do you wish for?", SUMMARY)
    place = resident.page.locator("#field-area option", has_text=PLACE).first
    await resident.picks("Where do you live?", await place.get_attribute("value") or "")


async def take_it_up(browser: Browser, town: Town, resident: Walker) -> None:
    """Sent, registered, published, and promised by a member of the same branch."""
    await resident.fills("Name", "王秀英")
    await resident.fills("Phone", "13812345678")
    await resident.ticks("You may contact me about this wish")
    await resident.ticks("A rewritten summary may hang on the board")
    await resident.presses("Send my wish")
    clerk = await window(browser, town, DESK, "wanglihua")
    await clerk.opens("/desk?list=register")
    await clerk.page.get_by_role("link", name=SUMMARY[:8]).click()
    await clerk.fills("Title", TITLE)
    await picture(clerk.page, "desk.png")
    await clerk.presses("Register and publish")
    await clerk.opens("/")
    await clerk.goes_to(TITLE)
    await clerk.presses("I promise")


async def take_pictures(town: Town) -> None:
    """All of them, each with what has happened before it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        board = await window(browser, town, PHONE)
        await board.opens("/")
        await picture(board.page, "board-phone.png")
        resident = await window(browser, town, PHONE)
        await write_a_wish(resident)
        await picture(resident.page, "wish-phone.png")
        await take_it_up(browser, town, resident)
        await resident.opens("/track/wish")
        await picture(resident.page, "track-phone.png")
        await browser.close()


def main() -> None:
    """Start a demo town, take the pictures, end it."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wishboard-pictures-") as folder:
        Path(folder).chmod(0o711)
        with whole_town(Path(folder), demo=True) as town:
            asyncio.run(take_pictures(town))


if __name__ == "__main__":
    main()
