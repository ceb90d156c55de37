"""Waking the worker after a commit, so that what was done is told within a second.

A wake-up is worth nothing by itself: the worker's sweep finds everything in the database anyway.
So it runs behind the answer, once a slot and process at most, and gives up quietly when the queue
does not answer. It speaks the few words of the Redis protocol that it needs; the client library
would cost every web process nine megabytes.
"""

import asyncio
import contextlib
import json
import ssl
import time
from asyncio import StreamReader, StreamWriter
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from wishboard.settings import settings

SLOTS_A_SECOND = 2
"""Wake-ups within one slot are one wake-up, which runs at the slot's end."""
PATIENCE = 1.0
"""Seconds that the queue may take for an answer."""
PAUSE = 5.0
"""Seconds without another try after the queue did not answer."""
_EXPIRES = 60_000
_QUEUE, _JOB = "arq:queue", "arq:job:"

_woken: dict[str, int] = {}
_quiet_until = 0.0
_running: set[asyncio.Task[None]] = set()


def wake(job: str) -> None:
    """Have the worker run a job without arguments at the end of this half second.

    Returns at once. By slot and not at once, since a wake-up for a job that runs would be lost.
    """
    slot = int(time.time() * SLOTS_A_SECOND) + 1
    if _woken.get(job) == slot or time.monotonic() < _quiet_until or not settings().redis_url:
        return
    _woken[job] = slot
    task = asyncio.get_running_loop().create_task(_wake(job, slot))
    _running.add(task)
    task.add_done_callback(_running.discard)


async def wakes_sent() -> None:
    """Wait until no wake-up is on its way any more."""
    await asyncio.gather(*_running)


async def _wake(job: str, slot: int) -> None:
    global _quiet_until  # noqa: PLW0603 - one queue a process
    name, due = f"{job}:{slot}", slot * 1000 // SLOTS_A_SECOND
    words: dict[str, Any] = {"t": None, "f": job, "a": [], "k": {}, "et": int(time.time() * 1000)}
    try:
        async with asyncio.timeout(PATIENCE):
            await _send(
                urlsplit(settings().redis_url),
                ("SET", _JOB + name, json.dumps(words), "NX", "PX", str(_EXPIRES)),
                ("ZADD", _QUEUE, "NX", str(due), name),
            )
    except (OSError, TimeoutError, EOFError, RuntimeError, ValueError):
        _quiet_until = time.monotonic() + PAUSE


async def answers() -> bool:
    """Whether the queue answers. A town without one is not waiting for any."""
    if not settings().redis_url:
        return True
    try:
        async with asyncio.timeout(PATIENCE):
            await _send(urlsplit(settings().redis_url), ("PING",))
    except (OSError, TimeoutError, EOFError, RuntimeError, ValueError):
        return False
    return True


async def _send(url: SplitResult, *commands: tuple[str, ...]) -> None:
    """Send commands whose answers are one line each. Raises RuntimeError for a refused one."""
    reader, writer = await _connect(url)
    try:
        greeting = _greeting(url)
        writer.write(b"".join(_encoded(command) for command in (*greeting, *commands)))
        for _command in (*greeting, *commands):
            answer = await reader.readuntil(b"\r\n")
            if answer.startswith(b"-"):
                raise RuntimeError(answer.decode(errors="replace").strip())
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def _connect(url: SplitResult) -> tuple[StreamReader, StreamWriter]:
    if url.scheme == "unix":
        return await asyncio.open_unix_connection(unquote(url.path))
    secure = ssl.create_default_context() if url.scheme == "rediss" else None
    return await asyncio.open_connection(url.hostname, url.port or 6379, ssl=secure)


def _greeting(url: SplitResult) -> list[tuple[str, ...]]:
    """Name and password, and the number of the database, as far as the address has them."""
    greeting: list[tuple[str, ...]] = []
    if url.password:
        user = [unquote(url.username)] if url.username else []
        greeting.append(("AUTH", *user, unquote(url.password)))
    path = "" if url.scheme == "unix" else url.path.strip("/")
    if database := parse_qs(url.query).get("db", [path])[0]:
        greeting.append(("SELECT", database))
    return greeting


def _encoded(command: tuple[str, ...]) -> bytes:
    words = [word.encode() for word in command]
    parts = [b"*%d\r\n" % len(words), *(b"$%d\r\n%b\r\n" % (len(w), w) for w in words)]
    return b"".join(parts)
