"""One person's promises and places in line, with the wishes they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from wishboard.claims.models import Claim, Waiting
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.wishes.models import Wish

PAST = 20


@dataclass(frozen=True, slots=True)
class Mine:
    """What one has promised, what one may take up, what one waits for, and the newest that ended.

    Pairs of a row and its wish; promises come by date, offers by the time they end.
    """

    promises: Sequence[Any]
    offers: Sequence[Any]
    waiting: Sequence[Any]
    past: Sequence[Any]


async def mine(db: AsyncSession, person_id: int) -> Mine:
    """All of one's own."""
    claims = (
        select(Claim, Wish)
        .join(Wish, col(Wish.id) == col(Claim.wish_id))
        .where(Claim.person_id == person_id)
    )
    places = (
        select(Waiting, Wish)
        .join(Wish, col(Wish.id) == col(Waiting.wish_id))
        .where(Waiting.person_id == person_id, col(Waiting.ended_at).is_(None))
    )
    living = claims.where(col(Claim.ended_at).is_(None)).order_by(col(Claim.promised_on))
    ended = claims.where(col(Claim.ended_at).is_not(None)).order_by(col(Claim.ended_at).desc())
    line = (await db.exec(places.order_by(col(Waiting.id)))).all()
    return Mine(
        promises=(await db.exec(living)).all(),
        offers=[pair for pair in line if pair[0].offered_until and pair[0].offered_until > now()],
        waiting=[pair for pair in line if pair[0].offered_until is None],
        past=(await db.exec(ended.limit(PAST))).all(),
    )
