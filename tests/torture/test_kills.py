"""Web and worker are killed while people write, and Redis is emptied: nothing is lost or doubled.

Whoever gets no answer sends the same form again, as people and programs do, until there is one.
"""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import redis
from sqlalchemy import TextClause, text

from tests.cast import Town
from tests.servers import connected, new_database
from tests.torture.processes import (
    TORTURED,
    Answer,
    Line,
    Service,
    running_web,
    running_worker,
    wait_until_open,
)
from tests.torture.test_merges_raced import copies
from tests.workers.running import eventually
from wishboard.accounts.sessions import open_session
from wishboard.core.clock import today
from wishboard.core.database import connect, disconnect, transaction
from wishboard.core.ids import public_id
from wishboard.notifications.telling import tell_everything
from wishboard.wishes.models import Wish

pytestmark = [pytest.mark.torture, pytest.mark.town]

KILLS, EMPTYINGS = (20, 5) if TORTURED else (4, 2)
WRITERS = 4
PAUSE = 1.5
"""Seconds between two misfortunes."""

NOTICES = text("SELECT kind, person_id, sum(times) FROM notice GROUP BY kind, person_id")
EVENTS = text("SELECT kind, subject_id, count(*) FROM event GROUP BY kind, subject_id")


async def until_answered(send: Callable[[str], Awaitable[Answer]]) -> Answer:
    """Send the same form until somebody answers it."""
    key = public_id()
    while True:
        try:
            answer = await send(key)
        except ConnectionError:
            await asyncio.sleep(0.2)
            continue
        if answer.status < 500:
            return answer
        await asyncio.sleep(0.2)


class Writer:
    """Somebody who files and promises without a break, and remembers every answer."""

    def __init__(self, town: Town, port: int, collector: str, member: str) -> None:
        self.form = {
            "area": town.areas["柳荫社区"].public_id,
            "name": "王秀英",
            "phone": "13812345678",
            "channel": "visit",
            "may_contact": "yes",
        }
        self.collector, self.member = Line(port, collector), Line(port, member)
        self.filed: list[str] = []
        self.promised: list[str] = []

    async def write(self, wishes: list[Wish], over: asyncio.Event) -> None:
        """File a wish, claim another, again and again."""
        while not over.is_set():
            await self.file()
            await self.promise(wishes.pop())
        self.collector.hang_up()
        self.member.hang_up()

    async def file(self) -> None:
        form = self.form | {"text": f"想要一盏台灯，第{public_id()}盏。"}
        answer = await until_answered(lambda key: self.collector.post("/collect", form, key))
        assert answer.status == 303, answer
        self.filed.append(answer.location.rsplit("/", 1)[1])

    async def promise(self, wish: Wish) -> None:
        path = f"/wishes/{wish.public_id}/claims"
        day = {"promised_on": str(today() + timedelta(days=9))}
        answer = await until_answered(lambda key: self.member.call(path, day, key))
        assert answer.status == 201, answer.body
        self.promised.append(wish.public_id)


async def misfortunes(web: Service, port: int, worker: Service, queue: str) -> None:
    """Kill one after the other while the pages are open, and empty the queue now and then."""
    for kill in range(KILLS):
        await asyncio.sleep(PAUSE)
        match kill % 3:
            case 0:
                os.kill(random.choice(web.children()), signal.SIGKILL)
            case 1:
                worker.kill()
            case 2:
                web.kill()
        if kill % (KILLS // EMPTYINGS) == 0:
            with redis.Redis.from_url(queue) as line:
                line.flushall()
        for service in (web, worker):
            service.revive()
        await wait_until_open(port)


async def told() -> bool:
    async with transaction() as db:
        left = await db.execute(text("SELECT count(*) FROM event WHERE NOT told"))
        return bool(left.scalar_one() == 0)


async def rows(question: TextClause) -> list[Any]:
    async with transaction() as db:
        return sorted(tuple(row) for row in (await db.execute(question)).all())


async def test_every_answered_write_is_there_and_told_once(
    town: Town, fresh_queue: str, postgres_server: str
) -> None:
    wishes = await copies(await town.published(), 5000)
    async with transaction() as db:
        collector = await open_session(db, town.people["collector"].key)
        member = await open_session(db, town.people["member"].key)
    over = asyncio.Event()
    with (
        running_web(2, open_claims_cap="1000000") as (web, port),
        running_worker() as worker,
    ):
        await wait_until_open(port)
        writers = [Writer(town, port, collector, member) for _ in range(WRITERS)]
        writing = [asyncio.create_task(writer.write(wishes, over)) for writer in writers]
        await misfortunes(web, port, worker, fresh_queue)
        over.set()
        await asyncio.gather(*writing)
        await eventually(told, patience=60)
    await everything_is_there(writers)
    given, url = await rows(NOTICES), town.url
    await disconnect()
    with new_database(postgres_server, urlsplit(url).path[1:]) as copy:
        async with connected(copy):
            async with transaction() as db:
                await db.execute(text("DELETE FROM notice"))
                await db.execute(text("UPDATE event SET told = false"))
            await tell_everything()
            assert given == await rows(NOTICES), "told as if nobody had ever been killed"
    connect(url)


async def everything_is_there(writers: list[Writer]) -> None:
    """Every answer stands for one row and one event, and there are no others."""
    filed = [made for writer in writers for made in writer.filed]
    promised = [made for writer in writers for made in writer.promised]
    assert len(filed) > KILLS and len(set(filed)) == len(filed)
    async with transaction() as db:
        found = await db.execute(text("SELECT public_id FROM wish WHERE collector_id IS NOT NULL"))
        assert Counter(found.scalars()) == Counter(filed)
        claimed = await db.execute(
            text("SELECT w.public_id FROM claim c JOIN wish w ON w.id = c.wish_id")
        )
        assert Counter(claimed.scalars()) == Counter(promised)
    once = [row for row in await rows(EVENTS) if row[0] in ("wish.collected", "claim.made")]
    assert all(count == 1 for _kind, _wish, count in once)
    assert len(once) == len(filed) + len(promised) + 1, "and the wish that all others copy"
