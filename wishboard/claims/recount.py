"""Counting again what is only remembered: the taken places of a wish are its living promises."""

from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import col, func, select

from wishboard.claims.models import Claim
from wishboard.core.database import AsyncSession, transaction
from wishboard.wishes.queries import hold_wish

_DOUBTFUL = text("""
SELECT coalesce(w.id, c.wish_id) AS id
  FROM (SELECT id, taken FROM wish WHERE taken <> 0) AS w
  FULL JOIN (SELECT wish_id, count(*) AS living FROM claim WHERE ended_at IS NULL
              GROUP BY wish_id) AS c ON c.wish_id = w.id
 WHERE coalesce(w.taken, 0) <> coalesce(c.living, 0) ORDER BY id
""")


class Recounted(NamedTuple):
    """A wish whose number of taken places was wrong."""

    public_id: str
    was: int
    is_: int


async def recount_places() -> list[Recounted]:
    """Set right every wish whose taken places are not its living promises.

    Each is held before it is counted, so that nobody promises in between.
    """
    async with transaction() as db:
        doubtful = list((await db.execute(_DOUBTFUL)).scalars())
    found = []
    for wish_id in doubtful:
        async with transaction() as db:
            recounted = await _recount(db, wish_id)
        if recounted is not None:
            found.append(recounted)
    return found


async def _recount(db: AsyncSession, wish_id: int) -> Recounted | None:
    wish = await hold_wish(db, wish_id)
    living = select(func.count()).where(Claim.wish_id == wish_id, col(Claim.ended_at).is_(None))
    taken, was = (await db.exec(living)).one(), wish.taken
    if taken == was:
        return None
    wish.taken = taken
    wish.version += 1
    return Recounted(wish.public_id, was, taken)
