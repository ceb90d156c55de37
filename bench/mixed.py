"""`mixed_rps`, `mixed_p95_ms`, `mixed_error_share`, `mixed_growth`: an ordinary day, and a restart.

Nine requests of ten read and one promises, in a city of 100,000 wishes and 5,000 people. In the
middle every web process is replaced by a new one, as after a change of settings. Afterwards every
place must be accounted for.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from bench.city import bench_server, city, copy_of
from bench.claims import LIFTED, must_add_up, people
from bench.footprint import memory_of
from bench.generator import CLAIMABLE
from bench.load import WORKERS, Load, await_answer, free_port, wrk
from bench.report import Figure
from wishboard.core.clock import today

WISHES = 100_000
MINUTES = 5.0
CONNECTIONS = 16
WARM = 0.1
"""Share of the time after which processes have loaded what they load, first or again."""


@dataclass(frozen=True, slots=True)
class Day:
    """What came of a mixed load: megabytes at the start and the end of the second half."""

    load: Load
    requests: int
    before: float
    after: float

    @property
    def growth(self) -> float:
        """By which share the memory of the restarted processes grew."""
        return self.after / self.before - 1

    @property
    def error_share(self) -> float:
        """Bad answers and broken lines in a hundred requests."""
        return 100 * self.load.bad / max(1, self.requests)


def measure() -> Iterator[Figure]:
    """Five minutes of it."""
    day = spend(MINUTES)
    about = (
        f"{day.requests} requests by {CONNECTIONS} connections in {MINUTES:g} minutes, a restart"
    )
    yield Figure("mixed_rps", day.load.per_second, "/s", about)
    yield Figure(
        "mixed_p95_ms", day.load.p95, "ms", f"p50 {day.load.p50:.0f}, p99 {day.load.p99:.0f}"
    )
    yield Figure("mixed_error_share", day.error_share, "%", f"{day.load.bad} bad, with the restart")
    grown = f"{day.before:.0f} MB after the restart, {day.after:.0f} MB at the end"
    yield Figure("mixed_growth", 100 * day.growth, "%", grown)


def spend(minutes: float) -> Day:
    """Put the load on a copy of the city for so long; what came of it."""
    seconds = int(minutes * 60)
    with bench_server() as server, copy_of(server, city(server, WISHES)) as url, people() as cast:
        words = (cast, str(today() + timedelta(days=7)), str(CLAIMABLE), str(os.getpid()))
        settings = {"database_url": url, "open_claims_cap": LIFTED, "pool_size": "8"}
        with web(**settings) as (address, main):
            wrk(address, seconds=5, connections=8, script="page.lua")
            seen: list[float] = []
            timers = [
                threading.Timer(seconds / 2, os.kill, (main, signal.SIGHUP)),
                threading.Timer(seconds * (0.5 + WARM), lambda: seen.append(memory_of(main)[0])),
                threading.Timer(seconds - 2, lambda: seen.append(memory_of(main)[0])),
            ]
            for timer in timers:
                timer.start()
            load = wrk(
                address, seconds=seconds, connections=CONNECTIONS, script="mixed.lua", words=words
            )
            for timer in timers:
                timer.join()
        must_add_up(url)
    return Day(load, round(load.per_second * seconds), *seen)


@contextmanager
def web(**settings: str) -> Iterator[tuple[str, int]]:
    """The web server as `wishboard run` starts it; its address and its main process."""
    port = free_port()
    env = os.environ | {f"WISHBOARD_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "wishboard.embedded.web", "wishboard.app:create_app"]
    server = subprocess.Popen([*command, "127.0.0.1", str(port), WORKERS], env=env)
    try:
        address = f"http://127.0.0.1:{port}"
        await_answer(address)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(30)
