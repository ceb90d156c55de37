"""Real workers, as a city starts them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import anyio

from tests.shape.source import ROOT


@contextmanager
def running_worker() -> Iterator["subprocess.Popen[bytes]"]:
    """`python -m arq workers.Worker` on the present settings; ended by force if need be."""
    process = subprocess.Popen(
        [sys.executable, "-m", "arq", "workers.Worker"], cwd=ROOT, env=os.environ
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def eventually(condition: Callable[[], Awaitable[bool]], patience: float = 60) -> float:
    """Waits until something holds; after how many seconds it did. Fails when it does not."""
    begun = time.monotonic()
    while not await condition():
        assert time.monotonic() - begun < patience, "it did not happen in time"
        await anyio.sleep(0.05)
    return time.monotonic() - begun
