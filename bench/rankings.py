"""`ranking_ms`: monthly and yearly rankings of 333 streets out of 6,000,000 closed wishes."""

import asyncio
import time
from collections.abc import Iterator
from statistics import median, quantiles

from bench.city import bench_server
from bench.report import Figure
from bench.year import ITEMS, STREETS, YEAR, year_city
from wishboard.core.database import connect, disconnect, transaction
from wishboard.core.hot import hot_rows
from wishboard.core.periods import Period, period
from wishboard.reports.rates.frozen import printed
from wishboard.reports.rates.models import Board, Matter
from wishboard.reports.rates.ranking import Ranking, ranking
from wishboard.reports.rates.recounting import what_is_wrong

ROUNDS = 5

_PLAIN = """
SELECT a.parent_id, count(*) AS heard, count(*) FILTER (WHERE s.done) AS solved,
       count(*) FILTER (WHERE s.done AND s.rating > 3) AS satisfied,
       count(*) FILTER (WHERE s.done AND s.rating = 3) AS fairly
  FROM answer s JOIN wish w ON w.id = s.wish_id JOIN area a ON a.id = w.area_id
 WHERE (s.at AT TIME ZONE 'Asia/Shanghai')::date >= :since
   AND (s.at AT TIME ZONE 'Asia/Shanghai')::date < :until GROUP BY 1
"""


def measure() -> Iterator[Figure]:
    """A page's statements and its arithmetic, from what is stored; checked against a recount."""
    with bench_server() as server:
        yield asyncio.run(_measured(year_city(server)))


async def _measured(url: str) -> Figure:
    connect(url)
    names = [*(f"{YEAR}-{month:02d}" for month in range(1, 13)), str(YEAR)]
    over = [one for one in map(period, names) if one]
    took = {one.name: [await _rank(one) for _round in range(ROUNDS)] for one in over}
    scanned = [await _scan(one) for one in (over[5], over[-1])]
    begun = time.perf_counter()
    async with transaction() as db:
        wrong = await what_is_wrong(db)
    recounted = time.perf_counter() - begun
    await disconnect()
    assert (wrong.wishes, wrong.sums) == (0, 0), wrong
    months = [one for name, some in took.items() if "-" in name for one in some]
    p95 = quantiles([one for some in took.values() for one in some], n=20)[-1]
    about = (
        f"median month {median(months):.1f} and year {median(took[str(YEAR)]):.1f} ms; {STREETS} "
        f"streets, {ITEMS:,} closed wishes; equal to plain scans of {scanned[0]:.0f} and "
        f"{scanned[1]:.0f} ms, and to a full recount of {recounted:.0f} s"
    )
    return Figure("ranking_ms", p95, "ms", about)


async def _rank(over: Period) -> float:
    begun = time.perf_counter()
    await _ranking(over)
    return (time.perf_counter() - begun) * 1000


async def _scan(over: Period) -> float:
    """Milliseconds of a plain scan, of which the ranking says the same, twice in the same words."""
    begun = time.perf_counter()
    rows = await hot_rows(_PLAIN, {"since": over.since, "until": over.until})
    took = (time.perf_counter() - begun) * 1000
    plain = {f"area{row[0]}": tuple(row[1:]) for row in rows}
    found = await _ranking(over)
    counted = {line.body.key: line.body.counted for line in found.lines}
    stored = {
        key: (one.heard, one.solved, one.satisfied, one.fairly) for key, one in counted.items()
    }
    assert stored == plain and len(plain) == STREETS, over.name
    assert printed(found) == printed(await _ranking(over)), over.name
    return took


async def _ranking(over: Period) -> Ranking:
    async with transaction() as db:
        return await ranking(db, Board.street, Matter.individual, over)
