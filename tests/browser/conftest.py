"""The real pages in a real browser: a served town, and windows that notice what goes wrong."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from granian.constants import Interfaces
from granian.server.embed import Server
from playwright.async_api import Browser

from tests.browser.window import Windows
from tests.cast import Town
from tests.servers import environment
from tests.towns import free_port
from wishboard.app import create_app


@pytest_asyncio.fixture(scope="session")
async def address(postgres_server: str) -> AsyncIterator[str]:
    """Where the pages are, served by this process: its clock and its database are the tests'."""
    port = free_port()
    server = Server(create_app(), port=port, interface=Interfaces.ASGI, log_enabled=False)
    with environment(database_url=postgres_server):
        serving = asyncio.create_task(server.serve())
        await _answers(f"http://127.0.0.1:{port}/static/built/app.css")
    yield f"http://127.0.0.1:{port}"
    server.stop()  # type: ignore[no-untyped-call]
    await serving


async def _answers(url: str) -> None:
    async with httpx.AsyncClient() as client:
        for _attempt in range(200):
            try:
                assert (await client.get(url)).is_success
            except httpx.TransportError:
                await asyncio.sleep(0.05)
            else:
                return
    raise TimeoutError(url)


@pytest.fixture
async def windows(browser: Browser, address: str, town: Town) -> AsyncIterator[Windows]:
    """Opens windows for the people of a town; at the end nothing may have gone wrong in any."""
    opened = Windows(browser, address, town)
    yield opened
    await opened.close()
