"""The waiting list: who asks when every place is taken is offered the next one that is free."""

from datetime import timedelta

from sqlmodel import col, select

from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.claims.allowance import standing
from wishboard.claims.events import ClaimEvent
from wishboard.claims.models import Waiting, WaitingEnding
from wishboard.claims.queries import next_waiting, places_offered, waiting_of
from wishboard.claims.refusals import AlreadyClaimed, NotAMember, PlaceFree
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound, SignInNeeded
from wishboard.events.history import record
from wishboard.settings import settings
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.lifecycle import Deed, can, must
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish


async def join_waiting_list(db: AsyncSession, wish_id: str | int, *, by: Viewer) -> Waiting:
    """Wait for a place that somebody may hand back, or for the draw of a wish not open yet."""
    if not by.signed_in:
        raise SignInNeeded
    if not by.may_claim:
        raise NotAMember
    wish = await hold_wish(db, wish_id)
    must(wish, Deed.claim)
    if (await standing(db, wish, by)).here:
        raise AlreadyClaimed
    if wish.taken + await places_offered(db, wish) < wish.places and not wish.draw:
        raise PlaceFree
    waiting = await waiting_of(db, wish, by.person_id)
    if waiting is None:
        waiting = Waiting(wish_id=wish.key, person_id=by.person_id)
        db.add(waiting)
        await record(db, ClaimEvent.waiting, SUBJECT, wish.key, by=by)
        await db.flush()
    return waiting


async def leave_waiting_list(db: AsyncSession, wish_id: str | int, *, by: Viewer) -> None:
    """Stop waiting; an offered place goes to the next. Raises NotFound for who does not wait."""
    if not by.signed_in:
        raise SignInNeeded
    wish = await hold_wish(db, wish_id)
    waiting = await waiting_of(db, wish, by.person_id)
    if waiting is None:
        raise NotFound
    _end(waiting, WaitingEnding.left)
    await db.flush()
    await offer_free_places(db, wish)


async def offer_free_places(db: AsyncSession, wish: Wish) -> None:
    """Offer every free place of a held wish to the next in line, for a bounded time."""
    if not can(wish, Deed.claim):
        return
    free = wish.places - wish.taken - await places_offered(db, wish)
    while free > 0 and (first := await next_waiting(db, wish)):
        first.offered_until = now() + timedelta(hours=settings().offer_hours)
        await db.flush()
        until = first.offered_until.isoformat()
        facts = {"waiting": first.key, "person": first.person_id, "until": until}
        await record(db, ClaimEvent.offered, SUBJECT, wish.key, by=CLOCK, **facts)
        free -= 1


async def end_waiting(db: AsyncSession, wish: Wish, person_id: int | None = None) -> None:
    """End the waiting of one who has claimed, or of everybody when the wish went another way."""
    query = select(Waiting).where(Waiting.wish_id == wish.id, col(Waiting.ended_at).is_(None))
    if person_id is not None:
        query = query.where(Waiting.person_id == person_id)
    ending = WaitingEnding.released if person_id is None else WaitingEnding.claimed
    for waiting in (await db.exec(query)).all():
        _end(waiting, ending)


async def let_offer_run_out(db: AsyncSession, waiting: Waiting) -> None:
    """End an offer nobody took up, and ask the next; the clock does it."""
    wish = await hold_wish(db, waiting.wish_id)
    await db.refresh(waiting)
    if waiting.ended_at or waiting.offered_until is None or waiting.offered_until > now():
        return
    _end(waiting, WaitingEnding.ran_out)
    await db.flush()
    facts = {"person": waiting.person_id}
    await record(db, ClaimEvent.offer_ran_out, SUBJECT, wish.key, by=CLOCK, **facts)
    await offer_free_places(db, wish)


def _end(waiting: Waiting, ending: WaitingEnding) -> None:
    waiting.ended_at, waiting.ending = now(), ending
