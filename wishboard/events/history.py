"""Writing and reading history."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import insert
from sqlmodel import col, select

from wishboard.core.clock import now
from wishboard.core.database import AsyncSession, send
from wishboard.core.hot import hot_rows
from wishboard.events.models import Doer, Event

TELL = "tell"
"""The job that tells what was recorded; it is woken after a commit."""
RECORDED = "recorded"
"""The mark in a session's `info` that it has added to history."""


_ADD = insert(Event).inline()
_ADD_APART = """
INSERT INTO event (at, kind, subject, subject_id, doer, doer_id, facts)
VALUES (:at, :kind, :subject, :subject_id, :doer, :doer_id, CAST(:facts AS jsonb)) RETURNING id
"""


class By(Protocol):
    """Whoever can be written down as the doer of a deed."""

    @property
    def doer(self) -> Doer: ...

    @property
    def doer_id(self) -> int | None: ...


async def record(
    db: AsyncSession, kind: str, subject: str, subject_id: int | None, *, by: By, **facts: Any
) -> None:
    """Add one line of history in the deed's own transaction. Facts are ids and codes."""
    db.info[RECORDED] = True
    await send(db, _ADD, _line(kind, subject, subject_id, by) | {"facts": facts})


async def record_apart(kind: str, subject: str, subject_id: int, *, by: By, **facts: Any) -> None:
    """Add one line on a connection of its own: it stays, though the deed is refused."""
    await hot_rows(_ADD_APART, _line(kind, subject, subject_id, by) | {"facts": json.dumps(facts)})


def _line(kind: str, subject: str, subject_id: int | None, by: By) -> dict[str, Any]:
    return {
        "at": now(),
        "kind": str(kind),
        "subject": subject,
        "subject_id": subject_id,
        "doer": by.doer,
        "doer_id": by.doer_id,
    }


async def history_of(db: AsyncSession, subject: str, subject_id: int) -> Sequence[Event]:
    """Everything that happened to one thing, oldest first."""
    found = await db.exec(
        select(Event)
        .where(Event.subject == subject, Event.subject_id == subject_id)
        .order_by(col(Event.id))
    )
    return found.all()


async def last_time(db: AsyncSession, kind: str, subject: str, subject_id: int) -> datetime | None:
    """When something of a kind last happened to one thing, if it ever did."""
    found = await db.exec(
        select(Event.at)
        .where(Event.subject == subject, Event.subject_id == subject_id, Event.kind == kind)
        .order_by(col(Event.id).desc())
        .limit(1)
    )
    return found.first()


async def untold(db: AsyncSession, limit: int = 200) -> Sequence[Event]:
    """Events nobody has told yet, held until this transaction ends; other tellers skip them."""
    found = await db.exec(
        select(Event)
        .where(~col(Event.told))
        .order_by(col(Event.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return found.all()
