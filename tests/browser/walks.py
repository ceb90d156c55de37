"""What people do on the pages, by the words they read there."""

from dataclasses import dataclass
from typing import Any

from playwright.async_api import FilePayload, Locator, Page, expect

from tests.browser.pictures import photograph
from tests.cast import RESIDENT_PHONE
from wishboard import i18n

WISH = "家里的台灯坏了，孩子晚上写作业看不清，想要一盏护眼台灯。"


@dataclass
class Slip:
    """What a resident takes home."""

    code: str
    pin: str


class Walker:
    """Somebody at a window, who finds everything by its words."""

    def __init__(self, page: Page, language: str = "zh") -> None:
        self.page = page
        self.language = language

    def says(self, message: str, **values: Any) -> str:
        """A sentence of the town in the walker's language."""
        with i18n.speaking(self.language):
            return i18n.gettext(message, **values)

    async def opens(self, path: str) -> None:
        """Go to an address."""
        await self.page.goto(path)

    async def fills(self, label: str, value: str) -> None:
        """Write into a field."""
        field = self.page.locator("textarea, input:not([type=radio], [type=checkbox])")
        await self.page.get_by_label(self.says(label)).and_(field).first.fill(value)

    async def picks(self, label: str, choice: str) -> None:
        """Choose from a list by the words of the choice, or by its value."""
        await self.page.get_by_label(self.says(label)).select_option(choice)

    async def ticks(self, label: str) -> None:
        """Tick a box or one of several choices."""
        words = self.says(label)
        box = self.page.get_by_role("radio", name=words)
        await box.or_(self.page.get_by_role("checkbox", name=words)).first.check()

    async def presses(self, label: str) -> None:
        """Press a button, and wait for what comes."""
        await self.button(label).click()
        await self.page.wait_for_load_state()

    async def goes_to(self, label: str) -> None:
        """Follow a link, and wait for the page."""
        await self.page.get_by_role("link", name=self.says(label)).first.click()
        await self.page.wait_for_load_state()

    def button(self, label: str) -> Locator:
        """A button by its words."""
        return self.page.get_by_role("button", name=self.says(label), exact=True)

    async def history(self) -> list[str]:
        """The lines of a wish's history as they stand on the page, the newest first."""
        return await self.page.locator(".timeline > li").all_inner_texts()

    async def reads(self, *sentences: str) -> None:
        """These sentences stand on the page."""
        for sentence in sentences:
            await expect(self.page.locator("main")).to_contain_text(self.says(sentence))


async def makes_a_wish(resident: Walker, area: str) -> Slip:
    """A wish with a photo, from a phone; the receipt."""
    await writes_a_wish(resident, area)
    await resident.presses("Send my wish")
    await resident.reads("Your wish has arrived")
    return await slip_on(resident.page)


async def writes_a_wish(resident: Walker, area: str) -> None:
    """The form filled, not sent yet."""
    await resident.opens("/")
    await resident.goes_to("Make a wish")
    await resident.fills("What do you wish for?", WISH)
    await resident.picks("Where do you live?", area)
    await resident.page.locator("[name=photos]").set_input_files(lamp())
    await resident.fills("Name", "王秀英")
    await resident.fills("Phone", RESIDENT_PHONE)
    await resident.ticks("You may contact me about this wish")
    await resident.ticks("A rewritten summary may hang on the board")


def lamp() -> FilePayload:
    """A photo to choose from the phone."""
    return {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": photograph()}


async def files_a_wish(collector: Walker, area: str, text: str) -> Slip:
    """A collector writes down what somebody told them, and hands over the slip."""
    await collector.opens("/collect")
    await collector.fills("What do they wish for?", text)
    await collector.picks("Where do they live?", area)
    await collector.fills("Name", "李桂兰")
    await collector.fills("Phone", "13700001111")
    await collector.ticks("They may be contacted about this wish")
    await collector.ticks("A rewritten summary may hang on the board")
    await collector.presses("File it and show the slip")
    await collector.reads("Slip to hand over")
    return await slip_on(collector.page)


async def slip_on(page: Page) -> Slip:
    """The two numbers on a receipt, which has its picture code beside them."""
    await expect(page.locator(".slip svg")).to_be_visible()
    code, pin = [text.strip() for text in await page.locator(".slip .code").all_inner_texts()]
    return Slip(code, pin)


async def comes_back(resident: Walker, slip: Slip) -> None:
    """Somebody with a slip looks where their wish is."""
    await resident.opens("/track")
    await resident.fills("Code", slip.code.lower().replace("-", " "))
    await resident.fills("PIN", slip.pin)
    await resident.presses("See where it is")
    await resident.reads("History")


async def registers_and_publishes(clerk: Walker, title: str, places: int = 1) -> None:
    """One screen: the first wish on the desk gets its public words and hangs on the board."""
    await clerk.opens("/desk")
    await clerk.page.locator("table a[href^='/desk/wishes/']").first.click()
    await clerk.fills("Title", title)
    await clerk.fills("Public summary", "孩子晚上写作业看不清，想要一盏台灯。")
    await clerk.picks("Category", "study")
    await clerk.fills("Places", str(places))
    await clerk.presses("Register and publish")
    await clerk.reads("Published. Members see it first.")


async def claims(member: Walker, title: str) -> None:
    """Find a wish on the board and promise a day."""
    await member.opens("/")
    await member.goes_to(title)
    await member.presses("I promise")
    await member.reads("Thank you! Your promise is written down.")


async def delivers(member: Walker, title: str, done: str) -> None:
    """From one's own page to the promise, and say what was done."""
    await member.opens("/me")
    await member.goes_to(title)
    await member.fills("What was done", done)
    await member.page.locator("[name=photos]").set_input_files(lamp())
    await member.presses("Report as done")
    await member.reads("Thank you! The wisher is asked now.")


async def confirms(resident: Walker, *, done: bool, words: str = "") -> None:
    """The wisher's word on what was done."""
    await resident.ticks("Yes, it is done" if done else "No, not yet")
    if done:
        await resident.ticks("Very satisfied")
    await resident.fills("In your words", words)
    await resident.presses("Send my answer")
