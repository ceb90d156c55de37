"""The credits in doubt that somebody supervises."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from wishboard.accounts.models import Person
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.outcomes.doubts.models import CreditDoubt
from wishboard.outcomes.models import Outcome
from wishboard.wishes.models import Wish
from wishboard.wishes.scope import within

MOST = 100


@dataclass(frozen=True, slots=True)
class Doubted:
    """A credit in doubt with its wish and whose it would be."""

    doubt: CreditDoubt
    wish: Wish
    person: Person


async def doubts(db: AsyncSession, viewer: Viewer, *, open_: bool) -> Sequence[Doubted]:
    """Those that wait, the oldest first; or those decided or refused at once, the newest first."""
    granted, key = col(CreditDoubt.granted), col(CreditDoubt.id)
    query = (
        select(CreditDoubt, Wish, Person)
        .join(Wish, col(Wish.id) == col(CreditDoubt.wish_id))
        .join(Outcome, col(Outcome.id) == col(CreditDoubt.outcome_id))
        .join(Person, col(Person.id) == col(CreditDoubt.person_id))
        .where(await within(db, viewer, [Right.supervise]))
        .limit(MOST)
    )
    if open_:
        query = query.where(granted.is_(None), ~col(Outcome.undone)).order_by(key)
    else:
        query = query.where(granted.is_not(None)).order_by(key.desc())
    return [Doubted(*row) for row in (await db.exec(query)).all()]
