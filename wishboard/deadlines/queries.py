"""What is known of each year, and who stored it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import col, select

from wishboard.accounts.models import Person
from wishboard.core.calendar import Calendar
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.stored_calendar import CalendarDay
from wishboard.deadlines.models import CalendarUpload

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Year:
    """A year as the page lists it: how many days were stored, and whether it is known at all."""

    year: int
    stored: int
    known: bool


async def years(db: AsyncSession) -> list[Year]:
    """Last year, this one, the next, and every other of which days were stored."""
    of = func.extract("year", col(CalendarDay.day))
    counted = await db.exec(select(of, func.count()).group_by(of))
    stored = {int(year): count for year, count in counted}
    now = today().year
    library = Calendar()
    return [
        Year(year, stored.get(year, 0), bool(stored.get(year)) or library.knows(year))
        for year in sorted({now - 1, now, now + 1, *stored})
    ]


async def uploads(db: AsyncSession) -> Sequence[tuple[CalendarUpload, str]]:
    """The newest uploads and who made them."""
    found = await db.exec(
        select(CalendarUpload, Person.name)
        .join(Person, col(Person.id) == col(CalendarUpload.by_id))
        .order_by(col(CalendarUpload.id).desc())
        .limit(SHOWN)
    )
    return found.all()
