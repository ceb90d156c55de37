"""The real pages in a real browser: a served town, and windows that notice what goes wrong."""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import httpx
import pytest
import pytest_asyncio
from granian.constants import Interfaces
from granian.server.embed import Server
from litestar.enums import ScopeType
from playwright.async_api import Browser

from tests.browser.window import Windows
from tests.cast import Town
from tests.servers import environment
from tests.towns import free_port
from wishboard.app import create_app

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Receive, Scope, Send

PATIENCE = 30.0


class Door:
    """Stands before the application and lets nobody in while no town is behind it.

    A window that is closed leaves requests behind; one that arrived after its town's database is
    gone would open connections that nobody closes.
    """

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app
        self._open = True
        self._inside = 0
        self._empty = asyncio.Event()
        self._empty.set()

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
        elif self._open:
            self._inside += 1
            self._empty.clear()
            try:
                await self._app(scope, receive, send)
            finally:
                self._inside -= 1
                if not self._inside:
                    self._empty.set()
        else:
            await send({"type": "http.response.start", "status": 503, "headers": []})
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    def open(self) -> None:
        """Let requests in."""
        self._open = True

    async def close(self) -> None:
        """Let no more requests in, and wait for those inside; raises TimeoutError."""
        self._open = False
        await asyncio.wait_for(self._empty.wait(), PATIENCE)


@pytest_asyncio.fixture(scope="session")
async def door() -> Door:
    """The pages of this process: its clock and its database are the tests'."""
    return Door(create_app())


@pytest_asyncio.fixture(scope="session")
async def address(door: Door, postgres_server: str) -> AsyncIterator[str]:
    """Where the pages are served."""
    port = free_port()
    server = Server(door, port=port, interface=Interfaces.ASGI, log_enabled=False)
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
async def windows(browser: Browser, address: str, door: Door, town: Town) -> AsyncIterator[Windows]:
    """Opens windows for the people of a town; at the end nothing may have gone wrong in any."""
    door.open()
    opened = Windows(browser, address, town)
    yield opened
    try:
        await opened.close()
    finally:
        await door.close()
