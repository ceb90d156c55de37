"""`suggest_p99_ms`: what neighbours wished, asked for as somebody types, over one connection."""

import http.client
import os
import time
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode, urlsplit

import psycopg

from bench.city import bench_server, city, copy_of
from bench.data import rows_of
from bench.load import serving
from bench.report import Figure
from wishboard.core.tokens import quoted, tokens

WISHES = int(os.environ.get("WISHBOARD_BENCH_WISHES", "1000000"))
IN_AREA = 3_000
ASKED = 1_000
COMMUNITY = 1_001
WARM = 50

_NEIGHBOURS = """
INSERT INTO wish (public_id, code, pin_round, collected_from, version, kind, lane, stage, channel,
  area_id, keeper_id, category_id, title, summary, search, places, taken, expected, worth, risks,
  may_publish, may_contact, may_photograph, for_minor, board_at, draw, priority, collected_at,
  registered_at, published_at, reopened, purged, words_purged)
VALUES (%s, %s, 0, '', 1, 'micro_wish', 'individual', 'published', 'web', %s, %s, 1, %s, %s,
  %s::tsvector, 1, 0, 1, 0, '{}', true, true, false, false, now() - interval '1 day', false, false,
  now(), now(), now(), 0, true, true)
"""


def measure() -> Iterator[Figure]:
    """Real titles, asked in an area that holds as many wishes with real words."""
    rows = rows_of("hot_messages")
    with (
        bench_server() as server,
        copy_of(server, city(server, WISHES)) as url,
    ):
        _fill(url, rows)
        with serving("wishboard.app:create_app", database_url=url) as town:
            took, found = _ask(town, [row["title"] for row in rows[:ASKED]])
    ordered = sorted(took)
    about = (
        f"{ASKED} titles, {WISHES:,} wishes and {IN_AREA:,} in the area; "
        f"median {ordered[len(ordered) // 2]:.1f} ms, {found} answers showed something"
    )
    yield Figure("suggest_p99_ms", ordered[int(0.99 * len(ordered))], "ms", about)


def _fill(url: str, rows: Sequence[dict[str, str]]) -> None:
    """Put wishes with real words into one community; the generated ones say little."""
    with psycopg.connect(url, autocommit=True) as db:
        with db.cursor() as cursor:
            cursor.executemany(_NEIGHBOURS, [_row(n, rows[n % len(rows)]) for n in range(IN_AREA)])
        db.execute("ANALYZE wish")


def _row(n: int, row: dict[str, str]) -> tuple[object, ...]:
    title, summary = row["title"][:60], row["body"][:200]
    search = " ".join(quoted(token) for token in tokens(f"{title} {summary}"))
    return f"s{n:011d}", f"S{n}", COMMUNITY, COMMUNITY, title, summary, search


def _ask(town: str, titles: Sequence[str]) -> tuple[list[float], int]:
    """The milliseconds of each answer as it swaps into the form, and how many showed something."""
    address = urlsplit(town)
    line = http.client.HTTPConnection(address.hostname or "", address.port)
    took, found = [], 0
    for n, title in enumerate([*titles[:WARM], *titles]):
        asked = urlencode({"text": title, "area": f"area{COMMUNITY}"})
        start = time.perf_counter()
        line.request("GET", f"/wishes/similar?{asked}", headers={"HX-Request": "true"})
        answer = line.getresponse()
        page = answer.read()
        if answer.status != 200:
            raise AssertionError(f"answered {answer.status}")
        if n >= WARM:
            took.append((time.perf_counter() - start) * 1000)
            found += b"/wishes/s" in page
    line.close()
    return took, found
