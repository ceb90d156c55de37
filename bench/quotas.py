"""`quota_page_ms` and `recount_s`: the year of a city, looked at and counted again."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.city import bench_server
from bench.generator import token
from bench.load import Load, serving, wrk
from bench.report import Figure
from bench.year import BODY, ITEMS, MEMBERS, ORGANIZATIONS, PEOPLE, year_city

PAGES = (f"/quotas?body={BODY}", "/quotas/tree", "/quotas/tree?after=/1/1500/")
WARM, SECONDS = 2, 8
LONGEST = 600
PROVED = (
    "Every wish has as many taken places as promises.",
    "Every sum is what the ledger of credits adds up to.",
    "Every rate is what answers and call-backs add up to.",
)
SHOWN = ("100 % of the ledger counted", "100 % of the answers counted")


def measure_pages() -> Iterator[Figure]:
    """The matrix of one organization, and pages of the tree, seen by one signed-in leader."""
    with bench_server() as server:
        url = year_city(server)
        with serving("wishboard.app:create_app", database_url=url) as town:
            loads = {path: _look(town, path) for path in PAGES}
    worst = max(load.p95 for load in loads.values())
    said = [f"{path} {one.p50:.0f}/{one.p95:.0f}/{one.p99:.0f}" for path, one in loads.items()]
    about = (
        f"p50/p95/p99 ms: {', '.join(said)}; {MEMBERS} members, {ORGANIZATIONS:,} organizations, "
        f"{PEOPLE:,} members of all"
    )
    yield Figure("quota_page_ms", worst, "ms", about)


def measure_recount() -> Iterator[Figure]:
    """The whole command, start included, while somebody looks at the tree."""
    with bench_server() as server:
        url = year_city(server)
        with serving("wishboard.app:create_app", database_url=url) as town:
            seconds, looks = _recount(url, town)
    about = f"{ITEMS:,} answers and {ITEMS:,} credits; pages meanwhile {median(looks):.0f} ms"
    yield Figure("recount_s", seconds, "s", f"{about} at the median, {max(looks):.0f} at most")


def _look(town: str, path: str, seconds: int = SECONDS) -> Load:
    cookie = (f"wb_session={token(1)}; wb_device=bench",)
    wrk(town + path, seconds=WARM, connections=1, script="page.lua", words=cookie)
    load = wrk(town + path, seconds=seconds, connections=1, script="page.lua", words=cookie)
    if load.bad or not load.p50:
        raise AssertionError(f"{path}: {load.bad} bad answers, {load.p50:.0f} ms each")
    return load


def _recount(url: str, town: str) -> tuple[float, list[float]]:
    """Seconds of a recount that finds nothing wrong, and how long pages took meanwhile."""
    command = [str(Path(sys.executable).parent / "wishboard"), "recount"]
    env = os.environ | {"WISHBOARD_DATABASE_URL": url}
    looks: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            looks.append(_look(town, "/quotas/tree", seconds=1).p50)
            over.wait(5)

    looking = threading.Thread(target=look)
    looking.start()
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command, env=env, capture_output=True, text=True, timeout=LONGEST, check=True
        )
        seconds = time.perf_counter() - start
    finally:
        over.set()
        looking.join()
    if missing := [one for one in (*PROVED, *SHOWN) if one not in done.stdout + done.stderr]:
        raise AssertionError(f"the recount did not say {missing}: {done.stdout[-400:]}")
    return seconds, looks
