"""What the worker is connected to: the queue that wakes it and the database it works on."""

import logging
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from arq.connections import RedisSettings
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import BusyLoadingError, ConnectionError, TimeoutError  # noqa: A004

import wishboard.tables  # noqa: F401 - every table is known before one is used
from wishboard.core.database import connect, disconnect
from wishboard.core.log import speak_in_lines
from wishboard.core.stored_calendar import look_at_calendar
from wishboard.settings import settings

TRIES = 30
"""At two seconds each: how long the worker waits for a queue that has gone away."""


def redis_at(url: str) -> RedisSettings:
    """A queue by its address: redis://, rediss:// or unix://; empty is this machine's own."""
    found = RedisSettings.from_dsn(url) if url else RedisSettings()
    return replace(
        found,
        username=unquote(found.username) if found.username else None,
        password=unquote(found.password) if found.password else None,
        conn_retries=TRIES,
        retry=Retry(ExponentialBackoff(cap=2, base=0.1), retries=TRIES),
        retry_on_error=[ConnectionError, TimeoutError, BusyLoadingError],
    )


async def opened(_ctx: dict[Any, Any]) -> None:
    """Open a small pool of connections; arq speaks up only when something is wrong."""
    speak_in_lines()
    logging.getLogger("arq").setLevel(logging.WARNING)
    connect(settings().database_url, pool_size=2, max_overflow=8)


async def closed(_ctx: dict[Any, Any]) -> None:
    """Close the pool."""
    await disconnect()


async def begun(_ctx: dict[Any, Any]) -> None:
    """Before each job: go by the newest calendar, which decides when things are due."""
    await look_at_calendar()
