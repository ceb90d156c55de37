"""Replace the days of a year, and move what was counted by them."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import text
from sqlmodel import col, select

from wishboard.accounts.trees import must_administer_all
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.calendar import Calendar
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.stored_calendar import days_stored, hold_calendar, look_again, store_days
from wishboard.deadlines.days import DaysOfYear
from wishboard.deadlines.events import DeadlineEvent
from wishboard.deadlines.models import CalendarUpload
from wishboard.deadlines.moves import Move, Of, moves
from wishboard.events.history import record
from wishboard.issues.events import SUBJECT

SETTLED_AFTER = timedelta(seconds=30)
"""By then every process goes by the new days."""

_COLUMNS = {
    Of.issue: ("issue", "due_on", "version = t.version + 1,"),
    Of.wish: ("wish", "due_on", "version = t.version + 1,"),
    Of.notice: ("supervision_notice", "answer_by", ""),
    Of.stuck: ("stuck", "due_on", ""),
}


async def preview_days(db: AsyncSession, days: DaysOfYear, *, by: Viewer) -> list[Move]:
    """Which open dates the days of a year would move. Nothing is changed. Raises NotAllowed."""
    await must_administer_all(db, by)
    before = await _calendar(db)
    return await moves(db, before, _with_year(before, days.year, days.works))


async def apply_days(db: AsyncSession, days: DaysOfYear, *, by: Viewer) -> CalendarUpload:
    """Replace the days of a year, move the open dates that were counted by them, and write it down.

    Raises NotAllowed.
    """
    await must_administer_all(db, by)
    await hold_calendar(db)
    before = await _calendar(db)
    moved = await moves(db, before, _with_year(before, days.year, days.works))
    await store_days(db, days.year, days.days)
    await _move(db, moved, by=by)
    upload = CalendarUpload(
        year=days.year,
        by_id=by.person_id,
        days=len(days.days),
        wishes=sum(move.of is not Of.issue for move in moved),
        issues=sum(move.of is Of.issue for move in moved),
        before={
            day.isoformat(): works for day, works in before.stored.items() if day.year == days.year
        },
    )
    db.add(upload)
    await db.flush()
    look_again()
    return upload


async def settle_uploads() -> int:
    """Move as well what other processes counted by the days before, while they did not know better.

    Returns how many dates it were.
    """
    moved = 0
    async with transaction() as db:
        await hold_calendar(db)
        due = await db.exec(
            select(CalendarUpload)
            .where(~col(CalendarUpload.settled), CalendarUpload.at < now() - SETTLED_AFTER)
            .order_by(col(CalendarUpload.id))
        )
        for upload in due.all():
            after = await _calendar(db)
            was = {date.fromisoformat(day): works for day, works in upload.before.items()}
            late = await moves(db, _with_year(after, upload.year, was), after)
            await _move(db, late, by=CLOCK)
            upload.settled = True
            moved += len(late)
    return moved


async def _calendar(db: AsyncSession) -> Calendar:
    return Calendar({day: row.working for day, row in (await days_stored(db)).items()})


def _with_year(calendar: Calendar, year: int, days: dict[date, bool]) -> Calendar:
    others = {day: works for day, works in calendar.stored.items() if day.year != year}
    return Calendar(others | days)


async def _move(db: AsyncSession, moved: Sequence[Move], *, by: Viewer) -> None:
    """Write the new dates, in the order of the keys, where the old one still stands."""
    for of, (table, column, more) in _COLUMNS.items():
        mine = [move for move in moved if move.of is of]
        if not mine:
            continue
        keys = {"keys": [move.key for move in mine]}
        await db.execute(
            text(f"SELECT id FROM {table} WHERE id = ANY(:keys) ORDER BY id FOR NO KEY UPDATE"),  # noqa: S608
            keys,
        )
        await db.execute(
            text(f"""
UPDATE {table} t SET {more} {column} = m.later
  FROM unnest(CAST(:keys AS bigint[]), CAST(:before AS date[]), CAST(:after AS date[]))
       AS m (id, earlier, later)
 WHERE t.id = m.id AND t.{column} = m.earlier"""),  # noqa: S608 - own words
            keys
            | {"before": [move.before for move in mine], "after": [move.after for move in mine]},
        )
    for move in moved:
        if move.of is Of.issue:
            await record(
                db, DeadlineEvent.moved, SUBJECT, move.key, by=by, until=move.after.isoformat()
            )
