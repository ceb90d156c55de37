"""What was put off, for everybody to search: public words, why not now, and until when."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import col

from wishboard.accounts.models import Area
from wishboard.catalogue.models import Category
from wishboard.catalogue.sieve import PlainSieve
from wishboard.core.database import AsyncSession
from wishboard.endings.models import Decision, DecisionKind
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage
from wishboard.wishes.summary import personal_data_in
from wishboard.wishes.wishers import ContactData
from wishboard.wishes.worklist import in_words


async def deferred_wishes(
    db: AsyncSession, sieve: PlainSieve, *, before: int | None = None, limit: int
) -> Sequence[Row[Any]]:
    """Deferred wishes whose wishers agreed that they are shown, the newest decision first.

    Only rewritten public words are looked through and shown. `before` is the `mark` of the last
    one seen. An explanation that holds personal data is left out.
    """
    newest = (
        select(func.max(col(Decision.id)))
        .where(col(Decision.wish_id) == col(Wish.id), col(Decision.kind) == DecisionKind.deferred)
        .correlate(Wish)
        .scalar_subquery()
    )
    query: Any = (
        select(
            col(Decision.id).label("mark"),
            col(Wish.public_id),
            col(Wish.title),
            col(Wish.summary),
            col(Wish.lane),
            in_words(Area.name, Area.name_en).label("area"),
            in_words(Category.name, Category.name_en).label("category"),
            col(Wish.review_on),
            col(Decision.at),
            col(Decision.explanation),
        )
        .join(Decision, col(Decision.id) == newest)
        .join(Area, col(Area.id) == col(Wish.area_id))
        .outerjoin(Category, col(Category.id) == col(Wish.category_id))
        .where(
            col(Wish.stage) == Stage.deferred,
            col(Wish.may_publish),
            col(Wish.title) != "",
            *sieve.placed(Wish.area_id, Wish.category_id),
            *sieve.told(Wish.search),
        )
        .order_by(col(Decision.id).desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(col(Decision.id) < before)
    found: Sequence[Row[Any]] = (await db.execute(query)).all()
    return found


def may_be_read(explanation: str) -> bool:
    """Whether an explanation holds nothing that belongs to a person."""
    return not personal_data_in(explanation, ContactData())
