"""The town's own ledger as examples: what was registered, and as what."""

from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from wishboard.catalogue.models import Category
from wishboard.core.database import AsyncSession
from wishboard.triage.learning.models import Subject
from wishboard.triage.learning.rows import Example
from wishboard.wishes.models import Wish, Words

LATEST = 20_000
"""So many of the latest registered wishes are learnt from: what people ask for changes."""


async def ledger_of(db: AsyncSession, subject: Subject) -> list[Example]:
    """The latest wishes about whose category or lane somebody decided.

    By the wisher's own words while they are kept, else by the public ones.
    """
    found = await db.execute(_decided(subject).order_by(col(Wish.id).desc()).limit(LATEST))
    return [
        Example(words_title or title, words or summary, label)
        for words_title, words, title, summary, label in found
    ]


def _decided(subject: Subject) -> Select[Any]:
    label: Any = col(Category.slug) if subject == Subject.category else col(Wish.lane)
    said: list[Any] = [col(Words.title), col(Words.text), col(Wish.title), col(Wish.summary)]
    query: Select[Any] = (
        select(*said, label)
        .select_from(Wish)
        .outerjoin(Words, col(Words.wish_id) == col(Wish.id))
        .where(col(Wish.registered_at).is_not(None), label.is_not(None))
    )
    if subject == Subject.category:
        joined = query.join(Category, col(Category.id) == col(Wish.category_id))
        return joined.where(~col(Category.retired))
    return query
