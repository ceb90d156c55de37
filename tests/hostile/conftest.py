"""A small town behind the real web server, and callers signed in as each of its people."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest_asyncio

from tests.cast import PEOPLE, load_town
from tests.hostile.wire import Header
from tests.servers import connected, environment, new_database
from tests.torture.processes import running_web, wait_until_open
from wishboard.accounts.sessions import open_session
from wishboard.core.database import transaction
from wishboard.http import cookies, forgery

BEHIND = "127.0.0.1"
"""Callers name an address of their own, as a trusted proxy does, so that none is held back."""


@dataclass(frozen=True)
class Served:
    """Where a town is served, and the session of each of its people."""

    port: int
    sessions: dict[str, str]

    def signed_in(self, part: str) -> list[Header]:
        """The headers of a page's own script on which somebody is signed in."""
        if part not in self.sessions:
            return []
        token = self.sessions[part]
        known = ("Cookie", f"{cookies.SESSION}={token}")
        return [known, ("X-CSRF-Token", forgery.token_for(token))]


@pytest_asyncio.fixture(scope="module")
async def served(postgres_server: str, peopled_template: str) -> AsyncIterator[Served]:
    """A town with a wish on the board and one promised, behind granian."""
    with (
        new_database(postgres_server, peopled_template) as url,
        environment(database_url=url, trusted_proxies=BEHIND),
    ):
        async with connected(url):
            town = await load_town(url)
            await town.published()
            await town.claimed()
            async with transaction() as db:
                sessions = {part: await open_session(db, town.people[part].key) for part in PEOPLE}
            with running_web(1) as (_web, port):
                await wait_until_open(port)
                yield Served(port, sessions)
