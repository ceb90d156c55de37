"""The clock makes what somebody wants when it is over in the city, once, and tells of it once."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from tests.cast import Town
from tests.deeds import done, refused
from tests.notifications.told import hush, told
from tests.reports.bulletins.october import MIDNIGHT, MONTH, OVER, made, october, subscribed
from wishboard.accounts.models import Appointment
from wishboard.bulletins.models import Bulletin, Rhythm
from wishboard.core.clock import frozen
from wishboard.core.database import transaction
from wishboard.events.history import record
from wishboard.events.models import Event
from wishboard.notifications.queries import notices_of
from wishboard.reports.bulletins import making
from wishboard.reports.bulletins.making import due_on, make_due

READY = "bulletin.ready"


async def kept(period: str = MONTH) -> list[Bulletin]:
    async with transaction() as db:
        query = select(Bulletin).where(Bulletin.period == period).order_by(col(Bulletin.id))
        return list((await db.exec(query)).all())


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2027, 1, 1), ("2026-12", "2026-Q4", "2026")),
        (date(2026, 12, 31), ("2026-11", "2026-Q3", "2025")),
        (date(2028, 3, 1), ("2028-02", "2027-Q4", "2027")),
        (date(2026, 4, 1), ("2026-03", "2026-Q1", "2025")),
    ],
)
def test_what_was_over_last(day: date, due: tuple[str, str, str]) -> None:
    assert tuple(over.name for over in due_on(day).values()) == due
    assert tuple(due_on(day)) == tuple(Rhythm)


@pytest.mark.parametrize(("moment", "many"), [(MIDNIGHT - timedelta(seconds=1), 0), (MIDNIGHT, 1)])
async def test_a_month_ends_at_midnight_in_the_city(
    town: Town, moment: datetime, many: int
) -> None:
    await subscribed(town, "leader")
    with frozen(moment):
        await make_due()
        assert len(await kept()) == many


@pytest.mark.parametrize(("period", "next_one"), [("2025-Q4", "2026-Q4"), ("2025", "2026")])
async def test_quarters_and_years_end_with_december(town: Town, period: str, next_one: str) -> None:
    await subscribed(town, "leader", period=period)
    end = datetime.fromisoformat("2026-12-31T16:00:00+00:00")
    for moment, many in ((end - timedelta(seconds=1), 0), (end, 1)):
        with frozen(moment):
            await make_due()
            assert len(await kept(next_one)) == many


async def test_it_is_made_once_and_told_once(town: Town) -> None:
    await october(town)
    await subscribed(town, "leader", "street_clerk")
    await hush(town)
    with frozen(OVER):
        assert await make_due() == 1
        (first,) = await kept()
        assert await make_due() == 0
        assert await kept() == [first]
        found = await told(town)
    assert found == {(READY, "leader"): 1, (READY, "street_clerk"): 1}
    assert first.told_at is not None and first.document["course"]["now"]["came"] == 2


async def test_the_notice_says_which_and_leads_there(town: Town) -> None:
    await subscribed(town, "leader")
    await hush(town)
    with frozen(OVER):
        await make_due()
        await told(town)
        (item,) = await done(notices_of, town.people["leader"].key)
    (bulletin,) = await kept()
    assert (item.title, item.path) == ("柳荫街道 · 2026年10月", f"/reports/{bulletin.public_id}")


async def test_two_workers_make_it_once(town: Town) -> None:
    await subscribed(town, "leader")
    await hush(town)
    with frozen(OVER):
        counts = await asyncio.gather(make_due(), make_due())
        assert sum(counts) == len(await kept()) == 1
        assert await told(town) == {(READY, "leader"): 1}


async def test_who_is_killed_in_between_has_told_nothing_by_halves(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribed(town, "leader", "supervisor")
    await subscribed(town, "leader", name="柳荫社区")
    await hush(town)
    recorded = 0

    async def killed(*given: Any, **facts: Any) -> None:
        nonlocal recorded
        recorded += 1
        if recorded == 4:
            raise OSError
        await record(*given, **facts)

    with frozen(OVER):
        monkeypatch.setattr(making, "record", killed)
        with pytest.raises(OSError):
            await make_due()
        assert len(await kept()) == 1
        monkeypatch.setattr(making, "record", record)
        assert await make_due() == 1
        assert len(await kept()) == 2
        assert await told(town) == {(READY, "leader"): 2, (READY, "supervisor"): 1}


async def test_what_somebody_opened_before_the_clock_came_is_told_of_too(town: Town) -> None:
    await subscribed(town, "leader")
    await hush(town)
    with frozen(OVER):
        opened = await made(town, by="supervisor")
        assert await make_due() == 1
        assert [one.public_id for one in await kept()] == [opened.public_id]
        assert await told(town) == {(READY, "leader"): 1}


async def test_who_lost_the_office_is_not_told(town: Town) -> None:
    await subscribed(town, "leader", "street_clerk")
    await hush(town)
    async with transaction() as db:
        office = select(Appointment).where(Appointment.person_id == town.people["street_clerk"].key)
        (await db.exec(office)).one().until = date(2026, 10, 25)
    with frozen(OVER):
        await make_due()
        assert await told(town) == {(READY, "leader"): 1}


async def test_nobody_wants_it_and_nothing_is_made(town: Town) -> None:
    with frozen(OVER):
        assert await make_due() == 0
    assert await kept() == []


async def test_there_is_none_before_it_is_over(town: Town) -> None:
    with frozen(date(2026, 10, 31)), refused("period_not_over"):
        await made(town)
    with frozen(date(2026, 11, 2)), refused("not_found"):
        await made(town, period="2026-W44")


async def test_the_making_is_written_down_with_its_digest(town: Town) -> None:
    with frozen(OVER):
        bulletin = await made(town)
        again = await made(town, by="supervisor")
    assert again.public_id == bulletin.public_id
    async with transaction() as db:
        (event,) = (await db.exec(select(Event).where(Event.kind == "bulletin.made"))).all()
    assert event.facts == {"period": MONTH, "digest": bulletin.digest}
    assert event.doer_id == town.people["leader"].key
    assert await told(town) == {}
