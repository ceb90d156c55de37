"""What waits on a desk, list by list: what is due first stands first.

Every list is one statement, counted or paged by key, limited to the organizations and areas over
which its reader holds a right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, true
from sqlmodel import col

from wishboard.accounts.models import Area, Organization
from wishboard.catalogue.models import Category
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.i18n import current_locale
from wishboard.settings import settings
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.sieve import EVERYTHING, Sieve
from wishboard.wishes.stages import Lane, Stage
from wishboard.wishes.turning import Mark, behind, lengths, mark_of, order


class WorkList(StrEnum):
    """The lists of a desk, named for what is due."""

    register = "register"
    publish = "publish"
    approve = "approve"
    overdue = "overdue"
    call = "call"
    close = "close"
    lanes = "lanes"
    deferred = "deferred"
    open = "open"
    closed = "closed"


def waiting(which: WorkList) -> ColumnElement[bool]:
    """The condition under which a wish stands in a list."""
    stage, lane = col(Wish.stage), col(Wish.lane)
    costly = and_(col(Wish.worth) > settings().worth_cap, col(Wish.approved_by_id).is_(None))
    for_the_board = and_(stage == Stage.registered, lane == Lane.individual)
    elsewhere = and_(stage == Stage.registered, lane != Lane.individual)
    return {
        WorkList.register: stage == Stage.collected,
        WorkList.publish: and_(for_the_board, ~costly),
        WorkList.approve: and_(for_the_board, costly),
        WorkList.overdue: and_(stage == Stage.claimed, col(Wish.due_on) < today()),
        WorkList.call: stage == Stage.delivered,
        WorkList.close: stage == Stage.answered,
        WorkList.lanes: or_(elsewhere, stage == Stage.raised),
        WorkList.deferred: stage == Stage.deferred,
        WorkList.open: stage != Stage.closed,
        WorkList.closed: stage == Stage.closed,
    }[which]


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose wishes are looked at, through which sieve, and what comes first on equal terms."""

    scope: ColumnElement[bool]
    sieve: Sieve = EVERYTHING
    first: ColumnElement[bool] | None = None

    def on(self, which: WorkList) -> ColumnElement[bool]:
        """The condition for a wish to stand in a list of this desk."""
        return and_(self.scope, waiting(which), *self.sieve.conditions())


async def lines(
    db: AsyncSession, desk: Desk, which: WorkList, *, after: Mark | None = None, limit: int
) -> Sequence[Row[Any]]:
    """The next lines of a list behind a mark, the most pressing first; newest first when closed."""
    newest_first = which is WorkList.closed
    query = (
        _columns(desk)
        .where(desk.on(which), behind(after, desk.first, newest_first=newest_first))
        .order_by(*order(desk.first, newest_first=newest_first))
        .limit(limit)
    )
    found: Sequence[Row[Any]] = (await db.execute(query)).all()
    return found


async def place_of(db: AsyncSession, desk: Desk, which: WorkList, public_id: str) -> Mark | None:
    """Where a wish stands in a list, or None when it is not in it."""
    query = _columns(desk).where(desk.on(which), col(Wish.public_id) == public_id)
    row = (await db.execute(query)).first()
    return mark_of(row, newest_first=which is WorkList.closed) if row else None


async def chosen(db: AsyncSession, desk: Desk, public_ids: Sequence[str]) -> Sequence[Row[Any]]:
    """The lines of wishes somebody ticked, as far as they belong to the desk."""
    query = _columns(desk).where(desk.scope, col(Wish.public_id).in_(public_ids))
    found: Sequence[Row[Any]] = (await db.execute(query.order_by(*order(None)))).all()
    return found


async def counts(db: AsyncSession, desks: Mapping[WorkList, Desk]) -> dict[WorkList, int]:
    """How long each list is on its desk, up to one more than MANY."""
    lists = {which: desk.on(which) for which, desk in desks.items()}
    return await lengths(db, lists)


def _columns(desk: Desk) -> Select[Any]:
    title = func.coalesce(
        func.nullif(Wish.title, ""), func.nullif(Words.title, ""), func.left(Words.text, 60), ""
    )
    columns: list[Any] = [
        col(Wish.id),
        col(Wish.public_id),
        title.label("title"),
        in_words(Area.name, Area.name_en).label("area"),
        in_words(Category.name, Category.name_en).label("category"),
        in_words(Organization.name, Organization.name_en).label("keeper"),
        col(Wish.kind),
        col(Wish.lane),
        col(Wish.stage),
        col(Wish.ending),
        col(Wish.channel),
        col(Wish.due_on),
        col(Wish.collected_at),
        col(Wish.closed_at),
        col(Wish.worth),
        col(Wish.places),
        col(Wish.taken),
        col(Wish.expected),
        col(Wish.may_publish),
        col(Wish.reopened),
        (desk.first if desk.first is not None else true()).label("ahead"),
    ]
    return (
        select(*columns)
        .join(Area, col(Area.id) == col(Wish.area_id))
        .join(Organization, col(Organization.id) == col(Wish.keeper_id))
        .outerjoin(Category, col(Category.id) == col(Wish.category_id))
        .outerjoin(Words, col(Words.wish_id) == col(Wish.id))
    )


def in_words(name: Any, name_en: Any) -> ColumnElement[str]:
    """A name in the reader's language."""
    if current_locale() == "en":
        return func.coalesce(func.nullif(name_en, ""), name, "")
    return func.coalesce(name, "")
