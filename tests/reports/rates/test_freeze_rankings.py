"""Frozen rankings: once for each week and month, byte for byte the same from the same data."""

import json
from datetime import date, timedelta

from sqlmodel import select

from tests.cast import Town
from tests.deeds import done
from tests.reports.rates.heard import followed
from wishboard.core.clock import frozen, today
from wishboard.core.database import transaction
from wishboard.core.periods import month_of
from wishboard.reports.rates.frozen import digest_of, due_on, freeze_due, printed
from wishboard.reports.rates.models import Board, FrozenRanking, Matter
from wishboard.reports.rates.ranking import ranking
from wishboard.reports.rates.recounting import rebuild


async def kept() -> list[FrozenRanking]:
    async with transaction() as db:
        return list((await db.exec(select(FrozenRanking).order_by("id"))).all())


async def test_printed_twice_from_the_same_data_it_is_the_same(town: Town) -> None:
    await town.closed()
    await followed()
    over = month_of(today())
    first = printed(await done(ranking, Board.street, Matter.individual, over))
    await done(rebuild)
    assert printed(await done(ranking, Board.street, Matter.individual, over)) == first
    (line,) = json.loads(first)["lines"]
    assert (line["name"], line["score"], line["rank"]) == ("柳荫街道", "100.0", None)


def test_the_week_and_the_month_that_are_over() -> None:
    week, month = due_on(date(2026, 3, 1))
    assert (week.name, month.name) == ("2026-W08", "2026-02")


async def test_each_is_frozen_once_and_stays_as_it_was(town: Town) -> None:
    await town.closed()
    await followed()
    later = month_of(today()).after.since + timedelta(days=7)
    with frozen(later):
        assert await freeze_due() == 2 * len(Board) * len(Matter)
        before = await kept()
        assert await freeze_due() == 0
        await town.closed()
        await followed()
        assert await freeze_due() == 0
    assert await kept() == before
    assert all(one.digest == digest_of(one.document) for one in before)
    shown = [one for one in before if '"came":1' in one.document]
    assert {one.board for one in shown} == set(Board)


async def test_two_workers_freeze_it_once(town: Town) -> None:
    with frozen(month_of(today()).after.since):
        assert await freeze_due() and not await freeze_due()
