"""The days of the calendar that the town has stored, and how every process comes to know them.

Each process asks once a second at most whether the newest version is the one it goes by. Whoever
counts working days in a request or a job has asked before.
"""

from collections.abc import Mapping
from datetime import date
from time import monotonic

from sqlalchemy import func, text
from sqlmodel import Field, SQLModel, col, delete, select

from wishboard.core import database
from wishboard.core.calendar import Calendar, go_by
from wishboard.core.database import AsyncSession
from wishboard.core.hot import hot_rows

CHECK_EVERY = 1.0
"""Seconds for which a process may go by a calendar that was replaced elsewhere."""

_LOCK = 0x63616C64
_NEWEST = "SELECT coalesce(max(version), 0) AS version FROM calendar_day"
_DAYS = "SELECT day, working FROM calendar_day"


class CalendarDay(SQLModel, table=True):
    """A day of which somebody wrote down whether offices work, and why it is special.

    The days of a year are replaced together and bear the same `version`, higher than any before.
    """

    __tablename__ = "calendar_day"

    day: date = Field(primary_key=True)
    working: bool
    name: str = Field(default="", max_length=60)
    version: int = Field(index=True)


class _Seen:
    """What this process knows of the stored days, and since when."""

    __slots__ = ("at", "engine", "version")

    def __init__(self) -> None:
        self.at, self.engine, self.version = 0.0, object(), 0


_seen = _Seen()


async def look_at_calendar() -> None:
    """Go by the newest calendar from now on, if another was stored since this process looked."""
    engine = database.engine()
    known = _seen.engine is engine
    if known and monotonic() - _seen.at < CHECK_EVERY:
        return
    if known:
        _seen.at = monotonic()
    (newest,) = await hot_rows(_NEWEST, {})
    if not known or newest.version != _seen.version:
        days = await hot_rows(_DAYS, {}) if newest.version else []
        go_by(Calendar({row.day: row.working for row in days}))
    _seen.at, _seen.engine, _seen.version = monotonic(), engine, newest.version


def look_again() -> None:
    """Ask the database the next time, however short ago it was asked."""
    _seen.at = -CHECK_EVERY


async def forget_calendar() -> None:
    """Go by the library alone, as before any database was opened."""
    _seen.engine = object()
    go_by(Calendar())


database.before_disconnecting(forget_calendar)


async def days_stored(db: AsyncSession, year: int | None = None) -> dict[date, CalendarDay]:
    """The stored days in order, of one year or of all."""
    query = select(CalendarDay).order_by(col(CalendarDay.day))
    if year is not None:
        query = query.where(func.extract("year", col(CalendarDay.day)) == year)
    return {row.day: row for row in await db.exec(query)}


async def hold_calendar(db: AsyncSession) -> None:
    """Keep others from replacing days until this transaction ends."""
    await db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


async def store_days(db: AsyncSession, year: int, days: Mapping[date, tuple[bool, str]]) -> None:
    """Replace the stored days of a year; two who do so at once do it one after the other."""
    await hold_calendar(db)
    newest = (await db.exec(select(func.coalesce(func.max(CalendarDay.version), 0)))).one()
    of_the_year = func.extract("year", col(CalendarDay.day)) == year
    await db.exec(delete(CalendarDay).where(of_the_year))
    db.add_all(
        CalendarDay(day=day, working=working, name=name, version=newest + 1)
        for day, (working, name) in days.items()
    )
    await db.flush()
