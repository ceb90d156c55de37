"""Wishes that could be sent up: those on their way in the same area, or found by words."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_
from sqlmodel import col

from wishboard.accounts.models import Area
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.issues.behind import wish_rows_with
from wishboard.issues.models import Issue, IssueWish
from wishboard.wishes.models import Wish
from wishboard.wishes.scope import within
from wishboard.wishes.sieve import Sieve
from wishboard.wishes.stages import Kind, Stage

SORTABLE = (Stage.collected, Stage.registered, Stage.published, Stage.claimed)


def found_by(given: Mapping[str, str]) -> str:
    """The words somebody looks for."""
    return given.get("words", "").replace("\0", "").strip()[:60]


async def candidates(db: AsyncSession, issue: Issue, viewer: Viewer, q: str) -> Sequence[Row[Any]]:
    """Wishes of no issue yet that the viewer coordinates: by words, else by place and category."""
    area = await db.get_one(Area, issue.area_id)
    near = Sieve(area=area.public_id).conditions()
    alike = or_(col(Wish.category_id) == issue.category_id, col(Wish.category_id).is_(None))
    like = Sieve(q=q).conditions() if q else [*near, alike]
    return await wish_rows_with(db, await _free(db, viewer), col(Wish.stage).in_(SORTABLE), *like)


async def chosen_wishes(
    db: AsyncSession, viewer: Viewer, public_ids: Sequence[str]
) -> Sequence[Row[Any]]:
    """The wishes an address names, as far as the viewer may send them up."""
    if not public_ids:
        return []
    named = col(Wish.public_id).in_(public_ids[:200])
    return await wish_rows_with(db, await _free(db, viewer), named)


async def _free(db: AsyncSession, viewer: Viewer) -> ColumnElement[bool]:
    return and_(
        await within(db, viewer, [Right.coordinate]),
        col(Wish.kind) == Kind.micro_wish,
        col(IssueWish.id).is_(None),
    )
