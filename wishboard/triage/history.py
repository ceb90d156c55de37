"""What came before a wish at the places it names, as its old troubles are read from."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import cast, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import col

from wishboard.accounts.models import Area
from wishboard.core.database import AsyncSession
from wishboard.core.tokens import any_token
from wishboard.triage.groups.reading import messages_of
from wishboard.triage.legacy import Earlier
from wishboard.triage.messages import Message
from wishboard.triage.reading import read
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage

LATEST = 200
"""So many of the latest wishes that name one of the places are read."""

FAILED = frozenset({Ending.declined, Ending.transferred, Ending.unconfirmed})
"""Endings after which the trouble may well be there still."""


async def earlier_than(db: AsyncSession, message: Message) -> list[Earlier]:
    """Wishes from before in the same area, or below it, that name a place this one names."""
    marks = sorted(read(message).marks)
    if not marks:
        return []
    areas = select(col(Area.id)).where(col(Area.path).startswith(message.area_path))
    found = await db.execute(
        select(col(Wish.id), col(Wish.ending), col(Wish.reopened), col(Wish.stage))
        .where(
            col(Wish.search).op("@@")(cast(any_token(marks), TSQUERY)),
            col(Wish.area_id).in_(areas),
            col(Wish.id) != message.key,
            col(Wish.collected_at) <= message.at,
        )
        .order_by(col(Wish.id).desc())
        .limit(LATEST)
    )
    rows: Sequence[Any] = found.all()
    messages = await messages_of(db, [row[0] for row in rows])
    return [
        Earlier(messages[key], failed=stage is Stage.closed and (ending in FAILED or reopened > 0))
        for key, ending, reopened, stage in rows
        if key in messages
    ]
