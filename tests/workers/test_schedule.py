"""The schedule: every job has its time, none is forgotten, all run and leave a town in peace."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import func, select

from tests.cast import Town
from tests.notifications.told import notices
from wishboard.claims.models import Claim, ClaimEnding
from wishboard.core.alone import alone
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.events.history import TELL
from wishboard.events.models import ChainLink, Event
from wishboard.wishes.stages import Stage
from workers import Worker
from workers.jobs import issues, keeping, messages, wishes, year
from workers.lines import redis_at

ROOMS = (issues, keeping, messages, wishes, year)
Job = Callable[[dict[Any, Any]], Awaitable[None]]
JOBS: dict[str, Job] = {
    name: job
    for room in ROOMS
    for name, job in inspect.getmembers(room, inspect.iscoroutinefunction)
    if job.__module__ == room.__name__ and not name.startswith("_")
}


def test_every_job_is_in_the_schedule_once() -> None:
    scheduled = [job.name.removeprefix("cron:") for job in Worker.cron_jobs]
    assert sorted(scheduled) == sorted(JOBS)


def test_the_job_that_deeds_wake_is_known_by_that_name() -> None:
    assert TELL in {function.__name__ for function in Worker.functions}


def test_jobs_travel_as_text_and_leave_nothing_behind() -> None:
    words = {"f": "tell", "a": [], "k": {}}
    assert Worker.job_deserializer(Worker.job_serializer(words)) == words
    assert Worker.keep_result == 0


@pytest.mark.parametrize(
    ("url", "settings"),
    [
        ("unix:///run/wishboard/valkey.sock", {"unix_socket_path": "/run/wishboard/valkey.sock"}),
        (
            "rediss://me:p%40ss@queue.example.org:7000/2",
            {"host": "queue.example.org", "port": 7000, "database": 2, "password": "p@ss"},
        ),
        ("", {"host": "localhost", "port": 6379}),
    ],
)
def test_the_queue_is_found_by_its_address(url: str, settings: dict[str, object]) -> None:
    found = redis_at(url)
    assert {name: getattr(found, name) for name in settings} == settings


@pytest.mark.parametrize("name", JOBS)
async def test_a_job_runs_where_there_is_nothing_to_do(town: Town, name: str) -> None:
    await JOBS[name]({})


async def test_a_night_of_jobs_takes_a_town_a_step_further(town: Town) -> None:
    late, _claim = await town.claimed(promised_on=today() + timedelta(days=2))
    silent = await town.delivered()
    for _twice in range(2):
        with frozen(now() + timedelta(days=40)):
            for job in JOBS.values():
                await job({})
            await messages.tell({})
            await keeping.seal_history({})
    async with transaction() as db:
        lapsed = (await db.exec(select(Claim).where(Claim.wish_id == late.id))).one()
        events = (await db.exec(select(func.count()).select_from(Event))).one()
        links = (await db.exec(select(func.count()).select_from(ChainLink))).one()
    assert lapsed.ending is ClaimEnding.lapsed
    assert (await town.fresh(silent)).stage is Stage.answered
    assert events == links
    found = await notices()
    assert found["claim.lapsed", "member"] == found["outcome.silence", "clerk"] == 1


async def test_work_is_done_by_one_process_at_a_time(town: Town) -> None:
    async with alone("sweeping") as mine, alone("sweeping") as theirs, alone("dusting") as other:
        assert (mine, theirs, other) == (True, False, True)
    async with alone("sweeping") as again:
        assert again


async def test_two_workers_at_the_same_job_do_it_once(town: Town) -> None:
    await town.claimed(promised_on=today() + timedelta(days=1))
    await asyncio.gather(*(wishes.remind_of_promises({}) for _worker in range(4)))
    async with transaction() as db:
        query = text("SELECT count(*) FROM event WHERE kind = 'claim.due_soon'")
        assert (await db.execute(query)).scalar_one() == 1
