"""The embedded queue is killed: pages and deeds go on, and staff read that messages may be late."""

import os
import signal
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.cast import Browser, Town, signed_in
from tests.notifications.told import notices
from tests.servers import environment, sandbox
from wishboard.core import queue_watch, wake
from wishboard.core.clock import today
from wishboard.embedded.home import make_home
from wishboard.embedded.service import until
from wishboard.embedded.valkey import valkey
from wishboard.notifications.telling import tell_everything

SAYS = "消息队列没有响应"


@pytest.fixture(autouse=True)
async def _fresh_watch(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    monkeypatch.setattr(queue_watch, "LOOK_EVERY", 0.0)
    yield
    queue_watch._away, wake._quiet_until = False, 0.0


async def test_a_killed_queue_is_told_to_staff_and_costs_nothing(town: Town) -> None:
    wish = await town.published()
    day = {"promised_on": str(today() + timedelta(days=5))}
    with sandbox() as folder:
        home = make_home(folder)
        service = valkey(home)
        process = service.start()
        assert until(service.ready, 20)
        with environment(redis_url=home.valkey_url):
            async with signed_in(town, "clerk") as clerk, signed_in(town, "member") as member:
                assert SAYS not in await _seen(clerk, "/desk")
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
                assert SAYS in await _seen(clerk, "/desk")
                assert SAYS in await _seen(clerk, f"/desk/wishes/{wish.public_id}")
                assert SAYS not in await _seen(member, "/")
                made = await member.post(f"/wishes/{wish.public_id}/claims", day)
                assert made.status_code == 303
                await wake.wakes_sent()
                again = service.start()
                assert until(service.ready, 20)
                assert SAYS not in await _seen(clerk, "/desk")
                again.terminate()
                again.wait()
    await tell_everything()
    assert (await notices())["wish.collected", "clerk"] == 1


async def _seen(browser: Browser, path: str) -> str:
    """A page as it is once the process has looked for the queue."""
    await browser.get(path)
    await queue_watch.looked()
    answer = await browser.get(path)
    await queue_watch.looked()
    assert answer.status_code == 200
    return str(answer.text)
