"""Decisions that stand, and those behind a wish."""

from collections.abc import Sequence

from sqlmodel import col, select

from wishboard.core.database import AsyncSession
from wishboard.endings.models import Decision, DecisionKind
from wishboard.wishes.models import Wish


async def decisions_on(db: AsyncSession, wish: Wish) -> Sequence[Decision]:
    """Everything that was decided about a wish, oldest first."""
    found = await db.exec(
        select(Decision).where(Decision.wish_id == wish.id).order_by(col(Decision.id))
    )
    return found.all()


async def standing_decision(db: AsyncSession, wish: Wish, *kinds: DecisionKind) -> Decision | None:
    """The newest decision that still stands, of some kinds or of any."""
    query = select(Decision).where(Decision.wish_id == wish.id, col(Decision.ended_at).is_(None))
    if kinds:
        query = query.where(col(Decision.kind).in_(kinds))
    found = await db.exec(query.order_by(col(Decision.id).desc()).limit(1))
    return found.first()


async def merged_here(db: AsyncSession, wish: Wish) -> Sequence[Wish]:
    """The wishes that were merged into this one."""
    found = await db.exec(select(Wish).where(Wish.merged_into_id == wish.id).order_by(col(Wish.id)))
    return found.all()
