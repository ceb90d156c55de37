"""What stands in the registers of a report: which problems and which wishes, by their numbers.

Problems are named by their public titles. Wishes are not named at all: a report is never changed,
and what somebody wished may be erased.
"""

from datetime import date
from typing import Any

from sqlalchemy import Row

from wishboard.core.clock import city_date
from wishboard.core.database import AsyncSession
from wishboard.reports.course.looked import Looked
from wishboard.reports.course.rows import course_rows

REGISTERS = ("red", "late", "legacy", "deferred")
MOST = 30
"""A register goes on behind its figure."""


async def registers(db: AsyncSession, looked: Looked) -> dict[str, list[dict[str, Any]]]:
    """The first lines of each register as it stands today."""
    return {
        name: [_line(row) for row in (await course_rows(db, looked, name))[:MOST]]
        for name in REGISTERS
    }


def _line(row: Row[Any]) -> dict[str, Any]:
    due: date | None = row.due_on
    return {
        "number": row.public_id,
        "title": row.title if row.kind == "issue" else "",
        "area": row.area,
        "area_en": row.area_en,
        "category": row.category or "",
        "category_en": row.category_en or "",
        "since": city_date(row.at).isoformat(),
        "due": due.isoformat() if due else "",
    }
