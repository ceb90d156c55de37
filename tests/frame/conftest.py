"""A browser before pages with stand-in data."""

from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route

from tests.frame.stand_in import Visit, page
from wishboard.core.assets import STATIC
from wishboard.core.filled import Filled

TOWN = "http://town.test"
WISH = """{% call forms.form(visit, action="/sent", filled=filled, draft="wish", guard=true) %}
{{ forms.text(filled, "title", "心愿") }}
<div data-private>{{ forms.text(filled, "phone", "电话") }}</div>
{{ forms.photos(filled, "photos", "照片", most=2) }}
{{ buttons.button("交上去", kind="primary") }}
{% endcall %}"""
SHARE = '<p id="words">想要一盏台灯</p>{{ buttons.copy("words", "复制") }}{{ buttons.print() }}'
SWAP = """{% call forms.form(visit, action="/refused", id="part", swap="#part") %}
{{ forms.textarea(filled, "text", "心愿", similar="/similar") }}<div id="similar"></div>
{{ forms.text(filled, "phone", "电话") }}
{{ buttons.button("交上去", kind="primary") }}
{% endcall %}"""
PAGES = {
    "/swap": (SWAP, Visit()),
    "/refused": ("<h1>不能这样</h1>", Visit()),
    "/similar": ("<p>还有一盏台灯</p>", Visit()),
    "/new": (WISH, Visit()),
    "/wrong": (WISH, Visit()),
    "/sent": ("<p>回执</p>", Visit(notice="收到了。")),
    "/share": (SHARE, Visit()),
}


class Town:
    """Answers the browser in place of a server, and counts what it was sent."""

    def __init__(self) -> None:
        self.sent = 0
        self.asked = ""

    async def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            await route.fulfill(path=STATIC / path.removeprefix("/static/"))
        else:
            self.sent += path == "/sent"
            self.asked = route.request.post_data or ""
            main, visit = PAGES[path]
            errors = {"title": "请填写这一项。"} if path == "/wrong" else {}
            drawn = page(main, visit=replace(visit, path=path), filled=Filled({}, errors))
            status = 409 if path == "/refused" else 200
            kind = "text/html; charset=utf-8"
            await route.fulfill(body=drawn, content_type=kind, status=status)


@pytest.fixture
async def town() -> Town:
    return Town()


@pytest.fixture
async def reader(browser: Browser, town: Town) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(base_url=TOWN, viewport={"width": 390, "height": 844})
    await context.route("**/*", town.answer)
    yield context
    await context.close()


@pytest.fixture
async def tab(reader: BrowserContext) -> Page:
    return await reader.new_page()
