"""Wishes as likeness reads them: in the wisher's own words, or the public ones once purged."""

from collections.abc import AsyncIterator, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlmodel import col

from wishboard.accounts.models import Area
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.personal import without_personal
from wishboard.triage.groups.models import GroupWish
from wishboard.triage.messages import Message
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.stages import Kind

KEPT = timedelta(days=180)
"""How far back wishes are looked at, and how long it is remembered what was found."""

LONGEST = 600
"""So many characters of a text are read at most; people say first what it is about."""


async def messages_of(db: AsyncSession, wishes: Iterable[int]) -> dict[int, Message]:
    """Some wishes as messages, by their keys."""
    found = await db.execute(_messages().where(col(Wish.id).in_(list(wishes))))
    return {row.id: _message(row) for row in found}


async def not_looked_at(db: AsyncSession, *, after: int, limit: int) -> list[int]:
    """The keys of the next residents' wishes behind a key that nobody has looked at."""
    looked_at = exists().where(col(GroupWish.wish_id) == col(Wish.id))
    found = await db.execute(
        select(col(Wish.id))
        .where(col(Wish.id) > after, _residents(now() - KEPT), ~looked_at)
        .order_by(col(Wish.id))
        .limit(limit)
    )
    return [key for key in found.scalars() if key is not None]


async def every_message(
    db: AsyncSession, since: datetime, *, batch: int = 1000
) -> AsyncIterator[Message]:
    """Every resident's wish since a moment, as a message, in the order in which they came in."""
    after = 0
    while True:
        query = _messages().where(col(Wish.id) > after, _residents(since))
        rows = (await db.execute(query.order_by(col(Wish.id)).limit(batch))).all()
        if not rows:
            return
        for row in rows:
            yield _message(row)
        after = rows[-1].id


def _residents(since: datetime) -> ColumnElement[bool]:
    return and_(col(Wish.kind) == Kind.micro_wish, col(Wish.collected_at) > since)


def _messages() -> Select[Any]:
    return (
        select(
            col(Wish.id),
            func.coalesce(Words.title, Wish.title).label("title"),
            func.left(func.coalesce(Words.text, Wish.summary), LONGEST).label("text"),
            col(Area.path),
            col(Wish.wisher_id),
            col(Wish.collected_at),
        )
        .join(Area, col(Area.id) == col(Wish.area_id))
        .outerjoin(Words, col(Words.wish_id) == col(Wish.id))
    )


def _message(row: Any) -> Message:
    """Somebody of whom nothing is known is told apart by the wish itself.

    What is personal is left out: words of messages are kept for longer than the messages.
    """
    person = row.wisher_id or -row.id
    text, title = without_personal(row.text), without_personal(row.title)
    return Message(row.id, text, title, row.path, person, row.collected_at)
