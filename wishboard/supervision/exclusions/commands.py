"""Ask for an exclusion, and decide on it as somebody else."""

from sqlmodel import col, select

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, NotFound
from wishboard.endings.merging import wish_named
from wishboard.events.history import record
from wishboard.issues.handling.assignments import leads
from wishboard.issues.queries import issue_behind
from wishboard.supervision.events import SupervisionEvent
from wishboard.supervision.exclusions.forms import DecideExclusionForm, ExcludeForm
from wishboard.supervision.exclusions.models import Exclusion
from wishboard.supervision.exclusions.refusals import (
    ExcludedBefore,
    NothingToTakeBack,
    SecondPersonNeeded,
)
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish, keeps


async def ask_exclusion(db: AsyncSession, form: ExcludeForm, *, by: Viewer) -> Exclusion:
    """Ask that a wish is left out of the rates, for the keeper or the lead of its issue.

    Raises NoSuchWish, NotAllowed, ExcludedBefore.
    """
    wish = await hold_wish(db, (await wish_named(db, form.wish)).key)
    if not await may_ask(db, wish, by):
        raise NotAllowed
    if await standing(db, wish.key):
        raise ExcludedBefore
    exclusion = Exclusion(
        wish_id=wish.key, reason=form.reason, evidence=form.evidence, by_id=by.person_id
    )
    db.add(exclusion)
    await db.flush()
    kind = SupervisionEvent.exclusion_asked
    await record(db, kind, SUBJECT, wish.key, by=by, exclusion=exclusion.key, reason=form.reason)
    return exclusion


async def decide_exclusion(
    db: AsyncSession, public_id: str, form: DecideExclusionForm, *, by: Viewer
) -> Exclusion:
    """Agree to an exclusion or not, or take back one that was agreed to.

    By somebody who supervises there and neither asked for it nor belongs to who gains by it.
    Raises NotFound, NotAllowed, SecondPersonNeeded, NothingToTakeBack.
    """
    found = (await db.exec(select(Exclusion).where(Exclusion.public_id == public_id))).first()
    if found is None:
        raise NotFound
    wish = await hold_wish(db, found.wish_id)
    await db.refresh(found, with_for_update=True)
    if not await keeps(db, wish, by, Right.supervise):
        raise NotAllowed
    second = await keeps(db, wish, by.apart_from(found.by_id), Right.supervise)
    if found.by_id == by.person_id or not second or await gains(db, wish, by):
        raise SecondPersonNeeded
    settled = found.upheld is False or (found.upheld and form.upheld)
    if settled:
        raise NothingToTakeBack
    found.upheld, found.words = form.upheld, form.words
    found.decided_by_id, found.decided_at = by.person_id, now()
    await db.flush()
    kind = SupervisionEvent.exclusion_decided
    await record(db, kind, SUBJECT, wish.key, by=by, exclusion=found.key, upheld=bool(found.upheld))
    return found


async def may_ask(db: AsyncSession, wish: Wish, viewer: Viewer) -> bool:
    """Whether a viewer keeps or oversees a wish, or acts for the lead of its issue."""
    if not viewer.signed_in:
        return False
    if await keeps(db, wish, viewer, Right.oversee):
        return True
    issue = await issue_behind(db, wish.key)
    return issue is not None and await leads(db, issue, viewer)


async def gains(db: AsyncSession, wish: Wish, viewer: Viewer) -> bool:
    """Whether the body whose rates get better is the viewer's own."""
    issue = await issue_behind(db, wish.key)
    return wish.keeper_id in viewer.member_of or (
        issue is not None and await leads(db, issue, viewer)
    )


async def standing(db: AsyncSession, wish_id: int) -> Exclusion | None:
    """The exclusion of a wish that was agreed to or waits for a second person."""
    found = await db.exec(
        select(Exclusion).where(Exclusion.wish_id == wish_id, col(Exclusion.upheld).is_not(False))
    )
    return found.first()
