"""Windows of a browser that write down whatever goes wrong on their pages."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.cast import Town
from wishboard.accounts.models import WayIn
from wishboard.accounts.sessions import open_session
from wishboard.core.database import transaction
from wishboard.http import cookies

PHONE, DESKTOP = 390, 1280
HEIGHT = {PHONE: 844, DESKTOP: 900}
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
REFUSALS = range(400, 500)
HALFWAY = "half-way of "
"""Begins who has given the password, but not yet the code from the telephone."""


@dataclass
class Windows:
    """Browser windows on one town."""

    browser: Browser
    address: str
    town: Town
    wrong: list[str] = field(default_factory=list)
    refusing: bool = False
    _open: list[BrowserContext] = field(default_factory=list)

    async def of(
        self,
        part: str = "nobody",
        *,
        width: int = PHONE,
        language: str = "zh",
        scripts: bool = True,
    ) -> Page:
        """A new window in which somebody of the cast is signed in."""
        context = await self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": HEIGHT[width]},
            locale=LANGUAGES[language],
            java_script_enabled=scripts,
            has_touch=width == PHONE,
            is_mobile=width == PHONE,
            color_scheme="dark" if width == PHONE else "light",
            reduced_motion="reduce",
        )
        self._open.append(context)
        if part != "nobody":
            await self._sign_in(context, part)
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.wrong.append(f"script: {error.error}"))
        context.set_default_timeout(10_000)
        return await context.new_page()

    async def follow(self, page: Page, wish_id: int) -> None:
        """Let a window follow a wish, as after code and PIN."""
        given = cookies.followed_cookie(wish_id)
        await page.context.add_cookies(
            [{"name": given.key, "value": given.value or "", "url": self.address}]
        )

    async def stand_half_way(self, page: Page, part: str) -> None:
        """Let a window stand at the door with the password given and the code still missing."""
        person = self.town.people[part]
        given = cookies.halfway_cookie(person.key, person.password_hash, WayIn.password, "/")
        await page.context.add_cookies(
            [{"name": given.key, "value": given.value or "", "url": self.address}]
        )

    async def close(self) -> None:
        """Close every window; raises AssertionError with what went wrong in them."""
        for context in self._open:
            await context.close()
        assert not self.wrong, "\n".join(self.wrong)

    async def _sign_in(self, context: BrowserContext, part: str) -> None:
        async with transaction() as db:
            token = await open_session(db, self.town.people[part].key)
        await context.add_cookies([{"name": cookies.SESSION, "value": token, "url": self.address}])

    def _asked(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in ("data", "blob") and not request.url.startswith(self.address):
            self.wrong.append(f"foreign host: {request.url}")

    def _answered(self, response: Response) -> None:
        expected = response.status in REFUSALS and (
            self.refusing or response.request.method == "POST"
        )
        if response.status >= 400 and not expected:
            self.wrong.append(f"{response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        refused = "the server responded with a status of 4" in message.text
        if message.type in ("error", "warning") and not refused:
            self.wrong.append(f"console on {message.page and message.page.url}: {message.text}")
