"""`board_page_ratio`, `board_p99_ms`, `board_anonymous_ratio`, `board_growth`."""

from collections.abc import Iterator
from statistics import median

from bench.city import bench_server, city
from bench.generator import token
from bench.load import Load, serving, wrk
from bench.report import Figure

LARGE, SMALL = 1_000_000, 10_000
SECONDS, ROUNDS = 8, 3
TURNS = 7


def measure() -> Iterator[Figure]:
    """A signed-in person's board and a visitor's, against one raw query and the same template."""
    cookie = (f"wb_session={token(1)}; wb_device=bench",)
    with bench_server() as server:
        large, small = city(server, LARGE), city(server, SMALL)
        with (
            serving("wishboard.app:create_app", database_url=large) as town,
            serving("bench.bare:create_app", database_url=large) as limit,
        ):
            yield from _ratios(town, limit, cookie)
        with (
            serving("wishboard.app:create_app", database_url=large) as town,
            serving("wishboard.app:create_app", database_url=small) as village,
        ):
            yield _growth(town, village, cookie)


def _ratios(town: str, limit: str, cookie: tuple[str, ...]) -> Iterator[Figure]:
    for address in (town, limit):
        wrk(address, seconds=2, script="page.lua", words=cookie)
    signed: list[Load] = []
    bare: list[Load] = []
    anonymous: list[Load] = []
    for _ in range(ROUNDS):
        signed.append(wrk(town, seconds=SECONDS, script="page.lua", words=cookie))
        bare.append(wrk(limit, seconds=SECONDS, script="page.lua"))
        anonymous.append(wrk(town, seconds=SECONDS, script="page.lua"))
    could = median(load.per_second for load in bare)
    full = median(load.per_second for load in signed)
    shared = median(load.per_second for load in anonymous)
    bad = sum(load.bad for load in signed + bare + anonymous)
    against = f"of {could:.0f}/s for a raw query and the same template; {bad} bad"
    yield Figure("board_page_ratio", full / could, "", f"{full:.0f}/s {against}")
    p99 = median(load.p99 for load in signed)
    yield Figure("board_p99_ms", p99, "ms", "signed in, 64 connections, 1,000,000 wishes")
    yield Figure("board_anonymous_ratio", shared / could, "", f"{shared:.0f}/s {against}")


def _growth(town: str, village: str, cookie: tuple[str, ...]) -> Figure:
    large: list[float] = []
    small: list[float] = []
    for turn in range(TURNS + 1):
        for address, seen in ((town, large), (village, small)):
            load = wrk(address, seconds=2, connections=1, script="page.lua", words=cookie)
            if turn:
                seen.append(load.p50)
    about = f"{median(large):.2f} ms at {LARGE:,} over {median(small):.2f} ms at {SMALL:,}"
    return Figure("board_growth", median(large) / median(small), "", about)
