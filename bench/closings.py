"""`close_credit_ratio`: closings with their credits on one hot organization, by many hands."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from statistics import median

import psycopg

import wishboard.tables  # noqa: F401 - every table is known before one is used
from bench.bare_closing import close_barely
from bench.city import bench_server
from bench.generator import claimable
from bench.report import Figure
from bench.year import HOT, answered, year_city
from wishboard.accounts.roles import Role
from wishboard.accounts.viewer import Grant, Viewer
from wishboard.core.database import connect, disconnect, transaction
from wishboard.events.chain import seal_history
from wishboard.events.models import Doer
from wishboard.outcomes.closing import close_wish
from wishboard.outcomes.forms import CloseForm
from wishboard.quotas.sums import BATCH, fold_credits, recount_credits
from wishboard.reports.rates.sweep import follow_history

WRITERS = 32
ROUNDS, OURS, THEIRS = 3, 1_200, 4_000
EACH = OURS + THEIRS
CLERK = Viewer(
    doer=Doer.person, doer_id=5, grants=(Grant(Role.committee, organization_path="/1/"),)
)
_CREDITED = """
SELECT count(*), count(DISTINCT cause_id) FROM credit
 WHERE holder = 'organization' AND holder_id = %s AND cause_id BETWEEN %s AND %s
"""
_DIFFERS = """
SELECT count(*)
  FROM (SELECT holder, holder_id, year, sum(amount) AS a FROM credit GROUP BY 1, 2, 3) t
  FULL JOIN (SELECT holder, holder_id, year, sum(amount) AS a
               FROM (SELECT holder, holder_id, year, amount FROM credit_sum UNION ALL
                     SELECT holder, holder_id, year, amount FROM credit WHERE NOT folded) b
              GROUP BY 1, 2, 3) s USING (holder, holder_id, year)
 WHERE coalesce(t.a, 0) <> coalesce(s.a, 0)
"""


def measure() -> Iterator[Figure]:
    """Ours and the same statements by the driver, in turn."""
    with bench_server() as server:
        url = year_city(server)
        first = answered(url, ROUNDS * EACH)
        yield asyncio.run(_measured(url, first))


async def _measured(url: str, first: int) -> Figure:
    connect(url, pool_size=WRITERS, max_overflow=0)
    lines = [await psycopg.AsyncConnection.connect(url, autocommit=True) for _ in range(WRITERS)]

    async def barely(writer: int, number: int) -> None:
        await close_barely(lines[writer], number)

    full, could = [], []
    for begin in range(first, first + ROUNDS * EACH, EACH):
        full.append(await _race(range(begin, begin + OURS), _ours))
        could.append(await _race(range(begin + OURS, begin + EACH), barely))
    for line in lines:
        await line.close()
    _must_agree(url, first)
    await _must_be_what_a_recount_says()
    await disconnect()
    done, bare = median(full), median(could)
    about = f"{done:.0f}/s of {bare:.0f}/s by the driver, {WRITERS} writers, one organization"
    return Figure("close_credit_ratio", done / bare, "", about)


async def _ours(_writer: int, number: int) -> None:
    async with transaction() as db:
        await close_wish(db, claimable(number), CloseForm(confirmed=1), by=CLERK)


async def _race(numbers: range, close: Callable[[int, int], Awaitable[None]]) -> float:
    """How many closings a second so many writers make, each taking the next."""
    left = iter(numbers)
    start = asyncio.get_running_loop().time()

    async def write(writer: int) -> None:
        for number in left:
            await close(writer, number)

    await asyncio.gather(*(write(n) for n in range(WRITERS)))
    return len(numbers) / (asyncio.get_running_loop().time() - start)


def _must_agree(url: str, first: int) -> None:
    """The figure counts only if each closing was credited once and the sums add up."""
    last = first + ROUNDS * EACH - 1
    with psycopg.connect(url) as db:
        credited = db.execute(_CREDITED, (HOT, claimable(first), claimable(last))).fetchone()
        wrong = db.execute(_DIFFERS).fetchone()
    if credited != (ROUNDS * EACH,) * 2 or wrong != (0,):
        raise AssertionError(f"ledger and sums differ: {credited}, {wrong}")


async def _must_be_what_a_recount_says() -> None:
    """Fold what is new, follow it, and count the ledger again."""
    while True:
        async with transaction() as db:
            if await fold_credits(db) < BATCH:
                break
    await seal_history()
    await follow_history()
    async for _share, wrong in recount_credits():
        if wrong:
            raise AssertionError(f"the recount found {len(wrong)} wrong sums: {wrong[:3]}")
