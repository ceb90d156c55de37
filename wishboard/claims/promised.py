"""How much people have promised, for those who look at their year."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, func, or_
from sqlalchemy import select as rows_of
from sqlmodel import col, select

from wishboard.claims.models import Claim, ClaimEnding
from wishboard.core.database import AsyncSession
from wishboard.core.keys import among
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

_OPEN = or_(
    col(Claim.ended_at).is_(None),
    and_(
        col(Claim.ending) == ClaimEnding.delivered,
        col(Wish.stage).in_([Stage.delivered, Stage.answered]),
    ),
)


class Promised(NamedTuple):
    """A wish that somebody has promised, or granted without its being closed yet."""

    public_id: str
    title: str
    day: date


async def promised_by(db: AsyncSession, person_ids: Collection[int]) -> dict[int, int]:
    """How many wishes each has promised, or granted without their being closed yet."""
    found = await db.exec(
        select(Claim.person_id, func.count())
        .join(Wish, col(Wish.id) == col(Claim.wish_id))
        .where(among(Claim.person_id, person_ids), _OPEN)
        .group_by(col(Claim.person_id))
    )
    return dict(found.all())


async def promises_of(db: AsyncSession, person_id: int) -> Sequence[Promised]:
    """The wishes behind that number, the next date first."""
    found = await db.execute(
        rows_of(col(Wish.public_id), col(Wish.title), col(Claim.promised_on))
        .join(Wish, col(Wish.id) == col(Claim.wish_id))
        .where(col(Claim.person_id) == person_id, _OPEN)
        .order_by(col(Claim.promised_on), col(Claim.id))
    )
    return [Promised(*row) for row in found]
