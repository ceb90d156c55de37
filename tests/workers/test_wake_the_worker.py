"""A deed wakes the worker; what the queue does or does not do costs the deed nothing."""

import asyncio
import time

import pytest
import redis
from arq.connections import create_pool

from tests.cast import Town, signed_in
from tests.servers import environment
from wishboard.core import wake as waking
from wishboard.core.wake import wake, wakes_sent
from wishboard.events.history import TELL
from workers import Worker
from workers.lines import redis_at


@pytest.fixture(autouse=True)
def _rested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "_woken", {})
    monkeypatch.setattr(waking, "_quiet_until", 0.0)


def queued(url: str) -> list[bytes]:
    with redis.Redis.from_url(url) as line:
        return list(line.zrange("arq:queue", 0, -1))


async def test_many_wakes_in_a_slot_are_one_job_that_the_worker_understands(
    fresh_queue: str,
) -> None:
    for _time in range(20):
        wake(TELL)
    await wakes_sent()
    assert len(queued(fresh_queue)) in (1, 2)
    line = await create_pool(
        redis_at(fresh_queue), job_deserializer=Worker.job_deserializer, retry=0
    )
    async with line:
        job = (await line.queued_jobs())[0]
    assert job.function in {function.__name__ for function in Worker.functions}
    assert job.score is not None
    assert 0 < job.score / 1000 - time.time() + 0.1 < 0.7


async def test_another_process_in_the_same_slot_adds_nothing(
    fresh_queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wake(TELL)
    await wakes_sent()
    before = queued(fresh_queue)
    monkeypatch.setattr(waking, "_woken", {})
    wake(TELL)
    await wakes_sent()
    assert len(queued(fresh_queue)) <= len(before) + 1


@pytest.mark.parametrize(
    "url", ["redis://127.0.0.1:1/0", "unix:///nowhere/at/all.sock", "redis://user:pw@127.0.0.1:1"]
)
async def test_a_queue_that_is_gone_is_not_waited_for(url: str) -> None:
    with environment(redis_url=url):
        begun = time.monotonic()
        wake(TELL)
        assert time.monotonic() - begun < 0.05
        await wakes_sent()
        waking._woken.clear()
        wake(TELL)
        assert not waking._running


async def test_a_queue_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.5)
        writer.close()

    monkeypatch.setattr(waking, "PATIENCE", 0.1)
    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        with environment(redis_url=f"redis://127.0.0.1:{port}"):
            wake(TELL)
            await wakes_sent()
    assert waking._quiet_until > time.monotonic()


async def test_a_password_and_a_database_are_told(fresh_queue: str) -> None:
    with environment(redis_url=f"{fresh_queue}?db=3"):
        wake(TELL)
        await wakes_sent()
    assert queued(fresh_queue) == []
    assert len(queued(f"{fresh_queue}?db=3")) == 1


async def test_a_deed_wakes_and_a_page_does_not(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr("wishboard.http.unit.wake", woken.append)
    wish = await town.published()
    fields = {"reason": "decline_other", "explanation": "这件事要找物业办理。"}
    async with signed_in(town, "clerk") as browser:
        await browser.get("/notices")
        await browser.post("/notices/read")
        assert woken == []
        decline = f"/desk/wishes/{wish.public_id}/decline"
        answer = await browser.post(decline, fields | {"reason": "no_such_reason"})
        assert (answer.status_code, woken) == (422, [])
        answer = await browser.post(decline, fields)
        assert (answer.status_code, woken) == (303, ["tell"])
