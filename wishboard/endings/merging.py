"""Merge and un-merge: the same thing asked twice becomes one wish, and can come apart again."""

from sqlalchemy import or_
from sqlmodel import col, select

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.ids import plain_code
from wishboard.core.refusals import NotAllowed
from wishboard.endings.apart import come_apart
from wishboard.endings.commands import end_with
from wishboard.endings.events import EndingEvent
from wishboard.endings.forms import MergeForm
from wishboard.endings.models import Decision, DecisionKind
from wishboard.endings.refusals import IntoItself, NoSuchWish, TargetClosed
from wishboard.events.history import record
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.lifecycle import Deed, can, must
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish, keeps, key_behind
from wishboard.wishes.stages import Ending


async def merge_wish(db: AsyncSession, wish_id: str | int, form: MergeForm, *, by: Viewer) -> Wish:
    """Merge a wish into another that says the same; its wisher follows the other from now on.

    Both are locked in the order of their keys, so that two merges cannot wait for each other.
    Raises IntoItself, TargetClosed, NotAllowed.
    """
    first = await key_behind(db, wish_id)
    if not await keeps(db, await db.get_one(Wish, first), by):
        raise NotAllowed
    wish, into = await _hold_both(db, first, form.into)
    if not await keeps(db, into, by):
        raise NotAllowed
    must(wish, Deed.merge)
    if into.merged_into_id is not None or not can(into, Deed.merge):
        raise TargetClosed
    decision = Decision(kind=DecisionKind.merged, into_id=into.id)
    wish.merged_into_id = into.id
    await end_with(db, wish, Deed.merge, Ending.merged, decision, by=by)
    into.version += 1
    await record(db, EndingEvent.merged, SUBJECT, wish.key, by=by, into=into.key)
    return into


async def unmerge_wish(db: AsyncSession, wish_id: str | int, *, by: Viewer) -> Wish:
    """Undo a merge: the wish comes back to where it was; a claimed one to the board."""
    wish = await hold_wish(db, wish_id)
    if not await keeps(db, wish, by):
        raise NotAllowed
    await come_apart(db, wish, by=by)
    return wish


async def _hold_both(db: AsyncSession, first: int, into: str) -> tuple[Wish, Wish]:
    second = (await wish_named(db, into)).key
    if first == second:
        raise IntoItself
    held = {key: await hold_wish(db, key) for key in sorted((first, second))}
    return held[first], held[second]


async def wish_named(db: AsyncSession, typed: str) -> Wish:
    """The wish somebody names by its public id or receipt code. Raises NoSuchWish."""
    found = await db.exec(
        select(Wish).where(
            or_(col(Wish.public_id) == typed.strip().lower(), col(Wish.code) == plain_code(typed))
        )
    )
    wish = found.first()
    if wish is None:
        raise NoSuchWish
    return wish
