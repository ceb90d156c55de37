"""The web server is restarted while people write: no 5xx, nothing acknowledged is lost.

Lines that were kept open may be reset; whoever sends the same form again, with its key, has it
done once.
"""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from tests.cast import Town
from tests.torture import test_kills
from tests.torture.processes import Answer, running_web, times, wait_until_open
from tests.torture.test_kills import WRITERS, Writer, everything_is_there
from tests.torture.test_merges_raced import copies
from wishboard.accounts.sessions import open_session
from wishboard.core.database import transaction
from wishboard.core.ids import public_id

pytestmark = [pytest.mark.torture, pytest.mark.town]


async def test_a_restart_under_load_is_not_seen(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    statuses: Counter[int] = Counter()

    async def counted(send: Callable[[str], Awaitable[Answer]]) -> Answer:
        """Send the same form until somebody answers it, and remember what was answered."""
        key = public_id()
        while True:
            try:
                answer = await send(key)
            except ConnectionError:
                statuses[0] += 1
                await asyncio.sleep(0.1)
                continue
            statuses[answer.status] += 1
            return answer

    monkeypatch.setattr(test_kills, "until_answered", counted)
    monkeypatch.setattr(test_kills, "KILLS", 1)
    wishes = await copies(await town.published(), 5000)
    async with transaction() as db:
        collector = await open_session(db, town.people["collector"].key)
        member = await open_session(db, town.people["member"].key)
    over = asyncio.Event()
    with running_web(2, open_claims_cap="1000000") as (web, port):
        await wait_until_open(port)
        writers = [Writer(town, port, collector, member) for _ in range(WRITERS)]
        writing = [asyncio.create_task(writer.write(wishes, over)) for writer in writers]
        for _restart in range(times(10)):
            before = set(web.children())
            await asyncio.sleep(1)
            assert web.process is not None
            os.kill(web.process.pid, signal.SIGHUP)
            while before & set(web.children()):  # noqa: ASYNC110 - processes tell nobody
                await asyncio.sleep(0.1)
        await asyncio.sleep(1)
        over.set()
        await asyncio.gather(*writing)
    assert not [status for status in statuses if status >= 500], statuses
    assert statuses[201] > 0 and statuses[303] > 0
    await everything_is_there(writers)
