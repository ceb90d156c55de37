"""Whatever becomes of Redis and of workers: everything is told, and once."""

import asyncio
import os
import random
import signal
import time
from contextlib import ExitStack

import pytest
import redis
from sqlalchemy import text

from tests.cast import Town
from tests.notifications.told import hush, notices, untold_events
from tests.servers import environment, sandbox
from tests.workers.running import eventually, running_worker
from wishboard.accounts.viewer import CLOCK
from wishboard.claims.events import ClaimEvent
from wishboard.core.database import transaction
from wishboard.core.wake import wake, wakes_sent
from wishboard.embedded.servers import running_valkey
from wishboard.events.history import TELL, record
from wishboard.wishes.events import SUBJECT

pytestmark = pytest.mark.town

SLOW = (
    """CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$""",
    """CREATE TRIGGER dawdle BEFORE UPDATE OF told ON event
       FOR EACH ROW EXECUTE FUNCTION dawdle()""",
)
WAKE_UP = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'
"""


async def all_told() -> bool:
    return await untold_events() == 0


async def somebody_dawdles() -> bool:
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
    async with transaction() as db:
        return bool((await db.execute(text(query))).scalar_one())


async def test_a_woken_worker_tells_at_once(town: Town, fresh_queue: str) -> None:
    with running_worker():
        await town.collected()
        await eventually(all_told)
        await asyncio.sleep(11 - time.time() % 10)
        await town.delivered()
        wake(TELL)
        await wakes_sent()
        assert await eventually(all_told) < 3


async def test_an_emptied_queue_loses_nothing(town: Town, fresh_queue: str) -> None:
    with running_worker() as worker:
        await eventually(all_told)
        for _time in range(3):
            await town.collected()
            wake(TELL)
            await wakes_sent()
            with redis.Redis.from_url(fresh_queue) as line:
                line.flushall()
        await eventually(all_told)
        assert worker.poll() is None
    assert await notices() == {("wish.collected", "clerk"): 1}


async def test_a_worker_waits_for_a_queue_that_restarts(town: Town) -> None:
    with sandbox() as folder, ExitStack() as first:
        url = first.enter_context(running_valkey(folder))
        with environment(redis_url=url), running_worker() as worker:
            await eventually(all_told)
            first.close()
            await town.collected()
            await asyncio.sleep(1)
            with running_valkey(folder):
                await eventually(all_told, patience=30)
                assert worker.poll() is None


async def test_a_worker_killed_while_telling_has_told_nobody_yet_and_nobody_twice(
    town: Town, fresh_queue: str
) -> None:
    await town.delivered()
    async with transaction() as db:
        for statement in SLOW:
            await db.execute(text(statement))
    with running_worker() as worker:
        await eventually(somebody_dawdles)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert await notices() == {}
    async with transaction() as db:
        await db.execute(text(WAKE_UP))
        await db.execute(text("DROP TRIGGER dawdle ON event"))
    with running_worker(), running_worker():
        await eventually(all_told)
    found = await notices()
    assert found["wish.collected", "clerk"] == 1
    assert set(found.values()) == {1}


@pytest.mark.torture
async def test_workers_killed_again_and_again_tell_everything_once(
    town: Town, fresh_queue: str
) -> None:
    kills = 20 if os.environ.get("WISHBOARD_TORTURE") else 2
    wish, claim = await town.claimed()
    await hush(town)
    facts = {"claim": claim.key, "promised_on": claim.promised_on.isoformat()}
    written = 0
    for _kill in range(kills):
        with running_worker() as worker:
            begun, patience = time.monotonic(), random.uniform(1, 4)
            while time.monotonic() < begun + patience:
                async with transaction() as db:
                    await record(db, ClaimEvent.overdue, SUBJECT, wish.key, by=CLOCK, **facts)
                written += 1
                wake(TELL)
                await asyncio.sleep(0.005)
            worker.kill()
    with running_worker():
        await eventually(all_told, patience=60)
    assert await notices() == {
        ("claim.overdue", "clerk"): written,
        ("claim.overdue", "member"): written,
    }
