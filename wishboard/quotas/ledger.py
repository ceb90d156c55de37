"""Writing the ledger, and the rows behind a number."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession, send
from wishboard.quotas.closing.gate import is_closed
from wishboard.quotas.models import Credit, Holder

_ADD = insert(Credit).on_conflict_do_nothing()


class Due(NamedTuple):
    """Whose a credit is, and the organization for which it was done."""

    holder: Holder
    holder_id: int
    organization_id: int | None = None


async def credit(
    db: AsyncSession, due: Sequence[Due], *, cause: tuple[str, str, int], done_on: date
) -> None:
    """Add credits for one cause (kind, public id, round). Adding one again changes nothing.

    It counts in the year in which it was done, or as an adjustment in this one when the holder's
    year is closed.
    """
    kind, public_id, round_ = cause
    rows = [
        await _row(
            db,
            **one._asdict(),
            cause_kind=kind,
            cause_id=public_id,
            round=round_,
            done_on=done_on,
            amount=1,
            answers_id=None,
        )
        for one in due
    ]
    await _write(db, rows)


async def take_back(db: AsyncSession, cause: tuple[str, str, int]) -> int:
    """Counter every credit of a cause with a row of its own. Returns how many there were."""
    kind, public_id, round_ = cause
    found = await db.exec(
        select(Credit)
        .where(
            Credit.cause_kind == kind,
            Credit.cause_id == public_id,
            Credit.round == round_,
            Credit.amount == 1,
        )
        .order_by(col(Credit.id))
    )
    credits_ = found.all()
    rows = [
        await _row(
            db,
            holder=row.holder,
            holder_id=row.holder_id,
            organization_id=row.organization_id,
            cause_kind=kind,
            cause_id=public_id,
            round=round_,
            done_on=row.done_on,
            adjusted_on=row.adjusted_on,
            adjusts=row.adjusts,
            amount=-1,
            answers_id=row.id,
        )
        for row in credits_
    ]
    await _write(db, rows)
    return len(rows)


async def credits_in(
    db: AsyncSession, holder: Holder, holder_id: int, year: int
) -> Sequence[Credit]:
    """The rows behind a year's number, oldest first."""
    found = await db.exec(
        select(Credit)
        .where(Credit.holder == holder, Credit.holder_id == holder_id, Credit.year == year)
        .order_by(col(Credit.id))
    )
    return found.all()


async def total_in(db: AsyncSession, holder: Holder, holder_id: int, year: int) -> int:
    """What a year's rows add up to."""
    query = select(func.coalesce(func.sum(Credit.amount), 0)).where(
        Credit.holder == holder, Credit.holder_id == holder_id, Credit.year == year
    )
    return int((await db.exec(query)).one())


async def _row(
    db: AsyncSession,
    *,
    holder: Holder,
    holder_id: int,
    done_on: date,
    adjusted_on: date | None = None,
    adjusts: int | None = None,
    **values: object,
) -> dict[str, Any]:
    """A row of the ledger, placed in the year in which it counts."""
    year = (adjusted_on or done_on).year
    if year < today().year and await is_closed(db, holder, holder_id, year):
        adjusted_on, adjusts = today(), year
    return values | {
        "holder": holder,
        "holder_id": holder_id,
        "done_on": done_on,
        "adjusted_on": adjusted_on,
        "adjusts": adjusts,
        "year": (adjusted_on or done_on).year,
        "folded": False,
        "at": now(),
    }


async def _write(db: AsyncSession, rows: list[dict[str, Any]]) -> None:
    if rows:
        await send(db, _ADD, rows)
