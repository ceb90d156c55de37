"""Finding and holding a wish."""

from datetime import date

from sqlalchemy import bindparam
from sqlmodel import col, select

from wishboard.accounts.models import Area, Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import city_date
from wishboard.core.database import AsyncSession, send
from wishboard.core.refusals import NotAllowed, NotFound
from wishboard.events.models import Doer
from wishboard.wishes.models import Shift, Wish, Words
from wishboard.wishes.stages import Kind, Stage

_HOLD = select(Wish).with_for_update(key_share=True).execution_options(populate_existing=True)
_HOLD_NAMED = _HOLD.where(Wish.public_id == bindparam("which"))
_HOLD_KEYED = _HOLD.where(Wish.id == bindparam("which"))
_OVER = (
    select(Organization.path, Area.path)
    .join(Area, col(Area.id) == bindparam("area"))
    .where(Organization.id == bindparam("keeper"))
)


async def find_wish(db: AsyncSession, public_id: str) -> Wish:
    """The wish with this public id. Raises NotFound."""
    wish = (await db.exec(select(Wish).where(Wish.public_id == public_id))).first()
    if wish is None:
        raise NotFound
    return wish


async def key_behind(db: AsyncSession, wish_id: str | int) -> int:
    """The numeric key behind a public id; nothing is locked. Raises NotFound."""
    return wish_id if isinstance(wish_id, int) else (await find_wish(db, wish_id)).key


async def hold_wish(db: AsyncSession, wish_id: str | int) -> Wish:
    """Fetch a wish and lock it until the transaction ends; every deed begins here.

    A string is a public id, a number the key. Raises NotFound.
    """
    query = _HOLD_NAMED if isinstance(wish_id, str) else _HOLD_KEYED
    wish = (await db.exec(query, params={"which": wish_id})).first()
    if wish is None:
        raise NotFound
    return wish


async def keeps(db: AsyncSession, wish: Wish, viewer: Viewer, right: Right = Right.keep) -> bool:
    """Whether a viewer holds a right over this wish by its keeper or its area."""
    return right in await rights_over(db, wish, viewer, right)


async def rights_over(db: AsyncSession, wish: Wish, viewer: Viewer, *asked: Right) -> set[Right]:
    """Which of some rights a viewer holds over this wish by its keeper or its area."""
    if viewer.doer in (Doer.clock, Doer.command):
        return set(asked)
    possible = [right for right in asked if viewer.may_somewhere(right)]
    if not possible:
        return set()
    keeper, area = (await send(db, _OVER, {"keeper": wish.keeper_id, "area": wish.area_id})).one()
    return {r for r in possible if viewer.may(r, organization_path=keeper, area_path=area)}


async def hold_kept_wish(db: AsyncSession, wish_id: str | int, *, by: Viewer) -> Wish:
    """Hold a wish for a deed of its keeper. Raises NotFound, or NotAllowed for anybody else."""
    wish = await hold_wish(db, wish_id)
    if not await keeps(db, wish, by):
        raise NotAllowed
    return wish


async def words_of(db: AsyncSession, wish: Wish) -> Words | None:
    """The wisher's own words, until they are purged."""
    return await db.get(Words, wish.key)


async def shifts_of(db: AsyncSession, wish: Wish) -> list[Shift]:
    """The shifts of a community task in order of time; none for a micro-wish."""
    if wish.kind is Kind.micro_wish:
        return []
    found = await db.exec(
        select(Shift).where(Shift.wish_id == wish.key).order_by("starts_at", "id")
    )
    return list(found.all())


def latest_day(shifts: list[Shift]) -> date | None:
    """The day of the last shift."""
    return max((city_date(shift.ends_at) for shift in shifts), default=None)


async def filed_by(db: AsyncSession, person_id: int, limit: int = 100) -> list[tuple[Wish, Words]]:
    """What a collector filed and nobody has registered yet, the newest first."""
    found = await db.exec(
        select(Wish, Words)
        .join(Words, col(Words.wish_id) == col(Wish.id))
        .where(Wish.collector_id == person_id, Wish.stage == Stage.collected)
        .order_by(col(Wish.id).desc())
        .limit(limit)
    )
    return [(wish, words) for wish, words in found]
