"""Whether the town can do its work, asked of the database and the queue at most once a second."""

import asyncio
from dataclasses import dataclass
from functools import cache
from typing import Any

import psycopg

from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent
from wishboard.core.wake import answers
from wishboard.embedded.opening import wanted_heads

PATIENCE = 2.0
"""Seconds that the database may take for an answer."""

_REVISIONS = "SELECT version_num FROM alembic_version"
_WAITING = """
SELECT (SELECT count(*) FROM event WHERE NOT told) AS untold,
       (SELECT coalesce(extract(epoch FROM now() - min(at)), 0)::float8
          FROM event WHERE NOT told) AS untold_seconds,
       (SELECT count(*) FROM event WHERE NOT chained) AS unsealed,
       (SELECT coalesce(extract(epoch FROM now() - min(at)), 0)::float8
          FROM event WHERE NOT chained) AS unsealed_seconds,
       (SELECT count(*) FROM notice WHERE mail IN ('planned', 'sending')) AS unsent,
       (SELECT count(*) FROM notice WHERE mail IN ('failed', 'uncertain')) AS dead
"""
_RUNS = """
SELECT name, extract(epoch FROM ended_at)::float8 AS ended, failed <> '' AS failed,
       extract(epoch FROM due_at)::float8 AS due FROM job_run ORDER BY name
"""


@dataclass(frozen=True, slots=True)
class State:
    """`database` is "answers", "away" or "old" (its tables are another version's)."""

    database: str
    queue: bool

    @property
    def ready(self) -> bool:
        """Whether pages can be served; without the queue messages are late, and nothing else."""
        return self.database == "answers"


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits in the database, and when each job last ran."""

    waiting: Any
    runs: list[Any]


_states: Recent[str, State] = Recent(1.0)
_backlogs: Recent[str, Backlog] = Recent(1.0)


async def state() -> State:
    """How the town stands, no older than a second."""
    return await _states.get("", _look)


async def backlog() -> Backlog:
    """What waits, no older than a second. Raises what the database raises."""
    return await _backlogs.get("", _read_backlog)


async def _look() -> State:
    return State(await _database(), await answers())


async def _database() -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            present = {row.version_num for row in await hot_rows(_REVISIONS, {})}
    except psycopg.errors.UndefinedTable:
        return "old"
    except (psycopg.Error, OSError, TimeoutError):
        return "away"
    return "answers" if present == _wanted() else "old"


async def _read_backlog() -> Backlog:
    async with asyncio.timeout(PATIENCE):
        waiting = (await hot_rows(_WAITING, {}))[0]
        return Backlog(waiting, await hot_rows(_RUNS, {}))


@cache
def _wanted() -> set[str]:
    return wanted_heads()
