"""What a page must look like, whoever opens it: accessible, in bounds, big enough, in words."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from tests.cast import PEOPLE

LOOKS = Path(__file__).with_name("looks.js")
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
TARGET = 44
CODE = re.compile(r"\b(?!\w+_clerk\b)[a-z]+_[a-z_]+\b|%\(|\{\{|\bUndefined\b")
ADDRESS = re.compile(r"https?://\S+")
ENGLISH = re.compile(r"\b[A-Z]?[a-z]{2,}(?: [a-z]{2,})*\b")
PUBLIC_ID = re.compile(r"\b(?=\w*\d)(?=\w*[a-z])[2-9a-hjkmnp-z]{12}\b")
"""An id as nearly all are: one of letters alone would be taken for an English word."""
KEPT_ENGLISH = {"English", "Excel"}


async def complaints(page: Page, *, width: int, language: str) -> list[str]:
    """Everything that is wrong with the page a window shows."""
    seen: dict[str, Any] = await page.evaluate(_script(LOOKS), TARGET)
    kinds = ("small", "tiny", "cut", "doubled", "broken")
    found = [f"{kind}: {element}" for kind in kinds for element in seen[kind]]
    if seen["width"] > width:
        found.append(f"{seen['width']} px wide in a window of {width}")
    if seen["heading"] < 20:
        found.append("no heading, or no font to draw it with")
    if len(seen["title"].split("—")[0]) < 2:
        found.append(f"title: {seen['title']}")
    found += [f"code in the text: {code}" for code in CODE.findall(seen["text"])]
    found += [f"id in the text: {key}" for key in PUBLIC_ID.findall(ADDRESS.sub("", seen["text"]))]
    if language == "zh" and (english := _english(seen["text"])):
        found.append(f"English in the text: {'; '.join(sorted(english))}")
    return found


def _english(text: str) -> set[str]:
    """Words that nobody has translated; user names and addresses are nobody's to translate."""
    return set(ENGLISH.findall(ADDRESS.sub("", text))) - KEPT_ENGLISH - set(PEOPLE)


async def bring_axe(page: Page) -> None:
    """Have axe on every page of a window; to send it along each time takes a fifth of a second."""
    await page.add_init_script(path=AXE)


async def barriers(page: Page) -> list[str]:
    """What axe finds on a page of a window that has it. It runs under the page's own policy."""
    options = {"resultTypes": ["violations"]}
    found: dict[str, Any] = await page.evaluate("o => axe.run(document, o)", options)
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary'].splitlines()[-1]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


async def too_wide_between(page: Page, *widths: int) -> list[str]:
    """On which other widths a page has to be pushed sideways."""
    before = page.viewport_size
    assert before is not None
    found = []
    for width in widths:
        await page.set_viewport_size({"width": width, "height": before["height"]})
        needed = await page.evaluate("document.scrollingElement.scrollWidth")
        if needed > width:
            found.append(f"{needed} px wide in a window of {width}")
    await page.set_viewport_size(before)
    return found


@cache
def _script(path: Path) -> str:
    return path.read_text(encoding="utf-8")
