"""Every page, for whoever opens it: in Chinese on a dark phone, in English on every width."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.browser.conftest import Door
from tests.browser.looks import barriers, bring_axe, complaints, too_wide_between
from tests.browser.pages import PAGES, REFUSED, page_routes, routes_looked_at
from tests.browser.scene import set_scene
from tests.browser.window import DESKTOP, HALFWAY, PHONE, Windows
from tests.cast import application, load_town
from tests.servers import connected, environment, new_database

pytestmark = pytest.mark.browser
SIGHTS = ((PHONE, "zh"), (DESKTOP, "en"))
BETWEEN = (320, PHONE, 600, 820)


@dataclass
class Scene:
    """A town to look at, its windows, and what stands in addresses."""

    windows: Windows
    names: dict[str, str]
    keys: dict[str, int]
    kept: dict[tuple[str, int, str], Page]

    async def look(self, who: str, path: str, width: int, language: str) -> Page:
        """A page in the window of somebody of the cast, who may follow a wish or be half-way in."""
        part, _, followed = who.partition(" of ")
        key = (part, width, language)
        if key not in self.kept:
            part = "nobody" if followed else part
            self.kept[key] = await self.windows.of(part, width=width, language=language)
            await bring_axe(self.kept[key])
        page = self.kept[key]
        if who.startswith(HALFWAY):
            await self.windows.stand_half_way(page, followed)
        elif followed:
            await self.windows.follow(page, self.keys[followed])
        await page.goto(path.format(**self.names), wait_until="load")
        return page


@pytest_asyncio.fixture(scope="module")
async def scene(
    browser: Browser, address: str, door: Door, postgres_server: str, peopled_template: str
) -> AsyncIterator[Scene]:
    """One town for all looks; nobody changes anything in it."""
    with (
        new_database(postgres_server, peopled_template) as url,
        environment(database_url=url, sign_in_links="true", mail_urls="mailto://127.0.0.1:1"),
    ):
        async with connected(url):
            town = await load_town(url)
            windows = Windows(browser, address, town)
            names, keys = await set_scene(town)
            door.open()
            yield Scene(windows, names, keys, {})
            await windows.close()
            await door.close()


@pytest.mark.parametrize(("who", "path"), PAGES)
async def test_everybody_can_use_every_page(scene: Scene, who: str, path: str) -> None:
    await look_at(scene, who, path)


@pytest.mark.parametrize(("who", "path"), REFUSED)
async def test_a_refusal_is_a_page_like_others(scene: Scene, who: str, path: str) -> None:
    scene.windows.refusing = True
    await look_at(scene, who, path)
    scene.windows.refusing = False


async def look_at(scene: Scene, who: str, path: str) -> None:
    """A page on a phone and on a desk, one in each language; fails with all that is wrong."""
    looks = (look_once(scene, who, path, width, language) for width, language in SIGHTS)
    wrong = [found for sight in await asyncio.gather(*looks) for found in sight]
    wrong += scene.windows.wrong
    scene.windows.wrong.clear()
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


async def look_once(scene: Scene, who: str, path: str, width: int, language: str) -> list[str]:
    """What is wrong with a page in one window."""
    page = await scene.look(who, path, width, language)
    wrong = await complaints(page, width=width, language=language)
    wrong += await barriers(page)
    if width != PHONE:
        wrong += await too_wide_between(page, *BETWEEN)
    return [f"{width} px, {language}: {found}" for found in wrong]


def test_every_page_is_looked_at() -> None:
    app = application()
    assert page_routes(app) - set(routes_looked_at(app)) == set()
