"""`embedded_pss_mb` and `cold_start_s`: what a town costs on a laptop."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.load import await_answer, free_port, wrk
from bench.report import Figure

STARTS = 5
PAGES = ("/", "/track", "/wishes/new", "/sign-in")


def measure() -> Iterator[Figure]:
    """A demo town, a thousand requests, its memory; then the same town started again."""
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        Path(folder).chmod(0o711)
        with town(folder, "--demo") as (address, supervisor, _seconds):
            _thousand_requests(address)
            megabytes, processes = memory_of(supervisor)
        starts = []
        for _ in range(STARTS):
            with town(folder) as (_address, _supervisor, seconds):
                starts.append(seconds)
    about = f"{processes} processes, proportional set size"
    yield Figure("embedded_pss_mb", megabytes, "MB", about)
    yield Figure("cold_start_s", median(starts), "s", f"to the first page, of {STARTS} starts")


@contextmanager
def town(folder: str, *words: str) -> Iterator[tuple[str, int, float]]:
    """A whole embedded town: its address, its supervisor's pid, the seconds to its first page."""
    port = free_port()
    env = os.environ | {"WISHBOARD_DATA_DIR": folder, "WISHBOARD_PORT": str(port)}
    command = [str(Path(sys.executable).parent / "wishboard"), "run", *words]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/"
        yield address, process.pid, await_answer(address, patience=180)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def memory_of(supervisor: int) -> tuple[float, int]:
    """The proportional set size of a town's processes in MB, and how many they are."""
    processes = _tree(supervisor)
    return sum(map(_pss, processes)) / 1024, len(processes)


def _thousand_requests(address: str) -> None:
    done = 0
    while done < 1000:
        for page in PAGES:
            load = wrk(address.rstrip("/") + page, seconds=1, connections=4, script="page.lua")
            done += int(load.per_second)


def _tree(root: int) -> set[int]:
    """A process and all below it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _pss(pid: int) -> int:
    """A process's proportional set size in KiB; shared pages are divided among who shares them."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
