"""Short-lived children for files from strangers: little memory, little time, killed when in doubt.

The parent starts a module of this package as a child; the child calls `confine` before it looks
at anything. What the child holds in memory is gone when it ends.
"""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

_HOME = Path(__file__).parents[2]
_MEGABYTE = 1024 * 1024
_PASSED_ON = {"PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP"}
"""What a child may know of the environment: no key, no password, no address."""


@contextlib.asynccontextmanager
async def child(
    module: str, *words: str, fed: bool = False, line_limit: int = 2 * _MEGABYTE
) -> AsyncIterator[Process]:
    """Run `python -m module words…` for the length of the block; whatever still runs is killed.

    `fed` opens its standard input. `line_limit` bounds in bytes what is buffered of its output.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *words,
        cwd=_HOME,
        env={name: value for name, value in os.environ.items() if name in _PASSED_ON},
        stdin=PIPE if fed else DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        limit=line_limit,
    )
    try:
        yield process
    finally:
        await _end(process)


async def last_words(process: Process) -> str:
    """The end of what a child wrote to standard error, for the log."""
    assert process.stderr is not None
    return (await process.stderr.read())[-2000:].decode(errors="replace")


def confine(*, megabytes: int, seconds: int, writes: bool = False) -> None:
    """Limit this process: address space, processor time and, unless it `writes`, every file.

    Called by a child on itself. Systems without such limits (Windows) rely on the other caps.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - absent on Windows

    limits = {
        resource.RLIMIT_AS: megabytes * _MEGABYTE,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
    }
    if not writes:
        limits[resource.RLIMIT_FSIZE] = 0
    for limit, value in limits.items():
        _, ceiling = resource.getrlimit(limit)
        if ceiling != resource.RLIM_INFINITY:
            value = min(value, ceiling)  # noqa: PLW2901
        with contextlib.suppress(ValueError):  # macOS refuses to limit the address space
            resource.setrlimit(limit, (value, value))


async def _end(process: Process) -> None:
    """Kill what runs and read its pipes to their end: an unread pipe would keep `wait` waiting."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    if process.stdin is not None:
        process.stdin.close()
    await process.communicate()
