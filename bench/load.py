"""Load from wrk, and servers to put it on."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket

HERE = Path(__file__).parent
WORKERS = "2"
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw: requests a second, latencies in milliseconds, answers that were not good.

    `p95` is told by page.lua alone; elsewhere it is p99.
    """

    per_second: float
    p50: float
    p99: float
    bad: int
    p95: float


def wrk(
    url: str, *, seconds: int, connections: int = 64, script: str = "", words: tuple[str, ...] = ()
) -> Load:
    """Load an address for some seconds over so many connections."""
    threads = min(2, connections)
    command = ["wrk", "--latency", f"-t{threads}", f"-c{connections}", f"-d{seconds}s"]
    command += ["--timeout", "10s"]
    if script:
        command += ["-s", str(HERE / script)]
    done = subprocess.run([*command, url, "--", *words], capture_output=True, text=True, check=True)
    return _read(done.stdout)


def _read(text: str) -> Load:
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    at = {p: re.search(rf"{p}%\s+([\d.]+)(us|ms|s|m)", text) for p in (50, 99)}
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    lost = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    if rate is None or at[50] is None or at[99] is None:
        raise RuntimeError(f"wrk said nothing of use:\n{text}")
    p50, p99 = (float(m[1]) * _UNITS[m[2]] for m in at.values() if m)
    count = int(bad[1]) if bad else 0
    count += sum(map(int, lost.groups())) if lost else 0
    told = re.search(r"P95 ([\d.]+) ms", text)
    return Load(float(rate[1]), p50, p99, count, float(told[1]) if told else p99)


@contextmanager
def serving(target: str, **settings: str) -> Iterator[str]:
    """Serve an application factory as `wishboard run` does, two workers; the address."""
    port = free_port()
    env = os.environ | {f"WISHBOARD_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "wishboard.embedded.web", target]
    server = subprocess.Popen([*command, "127.0.0.1", str(port), WORKERS], env=env)
    try:
        address = f"http://127.0.0.1:{port}"
        await_answer(address)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def await_answer(address: str, patience: float = 60) -> float:
    """Wait until an address answers at all; the seconds it took."""
    start = time.perf_counter()
    while time.perf_counter() - start < patience:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return time.perf_counter() - start
        except urllib.error.HTTPError:
            return time.perf_counter() - start
        except OSError:
            time.sleep(0.01)
    raise TimeoutError(f"{address} did not answer within {patience} s")


def free_port() -> int:
    """A port nobody listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
