"""A real Chromium for the tests that look at pages; without one they are skipped."""

import os
import shutil
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from playwright.async_api import Browser

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next(filter(None, map(shutil.which, CHROMIUMS)), None)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest_asyncio.fixture(scope="session")
async def browser() -> "AsyncIterator[Browser]":
    """One Chromium for the whole session; each test opens contexts of its own."""
    if CHROMIUM is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium here")
    from playwright.async_api import async_playwright  # noqa: PLC0415 - only where it is used

    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        await started.close()
