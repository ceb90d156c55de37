"""What time does to promises: a reminder, a word when overdue, a lapse, the end of an offer."""

import random
from datetime import timedelta

from sqlalchemy import and_, or_, text
from sqlmodel import col, select

from wishboard.accounts.viewer import CLOCK
from wishboard.claims.commands import let_lapse, past_patience
from wishboard.claims.events import ClaimEvent
from wishboard.claims.models import Claim, Waiting
from wishboard.claims.waiting import let_offer_run_out, offer_free_places
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.events.history import record
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish

REMIND_BEFORE = timedelta(days=2)
_BATCH = 200


async def remind_of_promises(db: AsyncSession) -> int:
    """Write down, once each, which promises are due within two days and which are overdue."""
    soon = today() + REMIND_BEFORE
    found = await db.exec(
        select(Claim)
        .where(
            col(Claim.ended_at).is_(None),
            or_(
                and_(col(Claim.promised_on) <= soon, ~col(Claim.reminded)),
                and_(col(Claim.promised_on) < today(), ~col(Claim.overdue_told)),
            ),
        )
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    claims = found.all()
    for claim in claims:
        overdue = claim.promised_on < today()
        claim.reminded, claim.overdue_told = True, overdue
        kind = ClaimEvent.overdue if overdue else ClaimEvent.due_soon
        facts = {"claim": claim.key, "promised_on": claim.promised_on.isoformat()}
        await record(db, kind, SUBJECT, claim.wish_id, by=CLOCK, **facts)
    return len(claims)


async def lapse_overdue() -> int:
    """Let promises lapse that are overdue for more working days than the town's patience."""
    async with transaction() as db:
        found = await db.exec(
            select(Claim)
            .where(col(Claim.ended_at).is_(None), Claim.promised_on < today())
            .order_by(col(Claim.promised_on))
            .limit(_BATCH)
        )
        late = [claim for claim in found.all() if past_patience(claim)]
    for claim in late:
        async with transaction() as db:
            await let_lapse(db, await db.get_one(Claim, claim.key))
    return len(late)


async def end_offers() -> int:
    """End the offers nobody took up in time."""
    async with transaction() as db:
        found = await db.exec(
            select(Waiting)
            .where(col(Waiting.ended_at).is_(None), col(Waiting.offered_until) <= now())
            .limit(_BATCH)
        )
        over = found.all()
    for waiting in over:
        async with transaction() as db:
            await let_offer_run_out(db, await db.get_one(Waiting, waiting.key))
    return len(over)


async def draw_places() -> int:
    """Hold the draw of wishes whose opening time has come: shuffle the line, offer the places."""
    async with transaction() as db:
        found = await db.exec(
            select(Wish.id).where(col(Wish.draw), text("on_board"), col(Wish.opens_at) <= now())
        )
        due = [wish_id for wish_id in found.all() if wish_id is not None]
    for wish_id in due:
        async with transaction() as db:
            await _draw(db, await hold_wish(db, wish_id))
    return len(due)


async def _draw(db: AsyncSession, wish: Wish) -> None:
    if not wish.draw:
        return
    wish.draw = False
    line = (
        await db.exec(
            select(Waiting).where(Waiting.wish_id == wish.id, col(Waiting.ended_at).is_(None))
        )
    ).all()
    people = [waiting.person_id for waiting in line]
    random.SystemRandom().shuffle(people)
    for waiting in line:
        await db.delete(waiting)
    await db.flush()
    for person_id in people:
        db.add(Waiting(wish_id=wish.key, person_id=person_id))
        await db.flush()
    await offer_free_places(db, wish)
