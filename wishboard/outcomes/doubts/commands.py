"""A second person looks at a credit in doubt."""

from sqlmodel import select

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, NotFound
from wishboard.events.history import record
from wishboard.outcomes.credit import credit_share
from wishboard.outcomes.doubts.forms import DecideForm
from wishboard.outcomes.doubts.models import CreditDoubt
from wishboard.outcomes.events import OutcomeEvent
from wishboard.outcomes.models import Outcome, Participation
from wishboard.outcomes.queries import answer_to, had_a_hand
from wishboard.outcomes.refusals import DecidedBefore, HadAHand
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.queries import hold_wish, keeps


async def decide_doubt(
    db: AsyncSession, public_id: str, form: DecideForm, *, by: Viewer
) -> CreditDoubt:
    """Grant a credit that was held back, or refuse it.

    By a supervisor who took no part, did not close and did not write down the answer. Raises
    NotFound, NotAllowed, HadAHand, DecidedBefore.
    """
    found = await db.exec(select(CreditDoubt).where(CreditDoubt.public_id == public_id))
    doubt = found.first()
    if doubt is None:
        raise NotFound
    wish = await hold_wish(db, doubt.wish_id)
    await db.refresh(doubt)
    if not await keeps(db, wish, by, Right.supervise):
        raise NotAllowed
    outcome = await db.get_one(Outcome, doubt.outcome_id)
    answer = await answer_to(db, outcome)
    hands = {outcome.confirmed_by_id, answer.recorded_by_id if answer else None}
    apart = await keeps(db, wish, by.apart_from(doubt.person_id, *hands), Right.supervise)
    if by.person_id in hands or not apart or await had_a_hand(db, outcome, by):
        raise HadAHand
    if doubt.granted is not None or outcome.undone:
        raise DecidedBefore
    doubt.granted, doubt.words = form.granted, form.words
    doubt.decided_by_id, doubt.decided_at = by.person_id, now()
    await db.flush()
    if form.granted:
        share = await db.get_one(Participation, (doubt.outcome_id, doubt.person_id))
        await credit_share(db, wish, outcome, share)
    facts = {"outcome": outcome.key, "granted": form.granted}
    await record(db, OutcomeEvent.credit_decided, SUBJECT, wish.key, by=by, **facts)
    return doubt
