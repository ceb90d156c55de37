"""Answer: the wisher says whether it is done; or the time runs out and the silence is recorded."""

from sqlmodel import col, select

from wishboard.accounts.models import Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession, transaction
from wishboard.events.history import record
from wishboard.outcomes.closing import close_by_itself
from wishboard.outcomes.events import OutcomeEvent
from wishboard.outcomes.forms import AnswerForm
from wishboard.outcomes.models import Answer, AnswerBy, Flag, Outcome
from wishboard.outcomes.queries import claims_behind, done_in_name_of, had_a_hand, outcome_of
from wishboard.outcomes.refusals import NotTheWisher
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.lifecycle import Deed, NotNow, advance, must
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish, keeps
from wishboard.wishes.stages import SENT_UP, Kind, Stage

TRY_AGAIN_WITHIN = 5
CLOSE_WITHIN = 3
"""Working days for a second try after a no, and until the keeper should close an answered wish."""


async def answer_wish(
    db: AsyncSession, wish_id: str | int, form: AnswerForm, *, by: Viewer
) -> Answer:
    """Take the wisher's word, or a phone call recorded by somebody who did not take part.

    Confirmed and unflagged, the wish closes by itself; not done, it is promised or published
    again. Raises NotTheWisher.
    """
    wish = await hold_wish(db, wish_id)
    must(wish, Deed.answer)
    outcome = await _standing_outcome(db, wish)
    how = await how_answered(db, wish, outcome, by)
    answer = Answer(
        outcome_id=outcome.key,
        wish_id=wish.key,
        how=how,
        done=form.done,
        rating=form.rating,
        words=form.words,
        praise=form.praise and form.done,
        flag=await _flag(db, wish, outcome, by) if form.done else None,
        recorded_by_id=by.doer_id if by.signed_in else None,
    )
    db.add(answer)
    await db.flush()
    if form.done:
        wish.due_on = add_working_days(today(), CLOSE_WITHIN)
        advance(wish, Deed.answer, Stage.answered)
        await record(db, OutcomeEvent.confirmed, SUBJECT, wish.key, by=by, answer=answer.key)
        await close_by_itself(db, wish, outcome, answer)
    else:
        await _try_again(db, wish, outcome, somebody_else=form.somebody_else)
        await record(db, OutcomeEvent.rejected, SUBJECT, wish.key, by=by, answer=answer.key)
    return answer


async def record_silences(limit: int = 200) -> int:
    """Record the silence of wishers whose time to answer is over; the clock does it."""
    async with transaction() as db:
        found = await db.exec(
            select(Wish.id)
            .where(Wish.stage == Stage.delivered, col(Wish.due_on) < today())
            .order_by(col(Wish.due_on))
            .limit(limit)
        )
        silent = [wish_id for wish_id in found.all() if wish_id is not None]
    for wish_id in silent:
        async with transaction() as db:
            await _record_silence(db, wish_id)
    return len(silent)


async def _record_silence(db: AsyncSession, wish_id: int) -> None:
    wish = await hold_wish(db, wish_id)
    if wish.stage is not Stage.delivered or wish.due_on is None or wish.due_on >= today():
        return
    outcome = await _standing_outcome(db, wish)
    db.add(Answer(outcome_id=outcome.key, wish_id=wish.key, how=AnswerBy.silence))
    wish.due_on = add_working_days(today(), CLOSE_WITHIN)
    advance(wish, Deed.silence, Stage.answered)
    await record(db, OutcomeEvent.silence, SUBJECT, wish.key, by=CLOCK, outcome=outcome.key)


async def _standing_outcome(db: AsyncSession, wish: Wish) -> Outcome:
    outcome = await outcome_of(db, wish)
    if outcome is None:
        raise NotNow(stage=wish.stage)
    return outcome


async def how_answered(db: AsyncSession, wish: Wish, outcome: Outcome, by: Viewer) -> AnswerBy:
    """How an answer given by somebody comes in. Raises NotTheWisher for who may not give one."""
    if by.wish_id == wish.id and wish.kind is Kind.micro_wish:
        return AnswerBy.code
    if not by.signed_in or await had_a_hand(db, outcome, by):
        raise NotTheWisher
    if wish.kind is Kind.community_task:
        host = await db.get_one(Organization, wish.host_id)
        if not by.may(Right.keep, organization_path=host.path):
            raise NotTheWisher
        return AnswerBy.host
    if not await keeps(db, wish, by, Right.record_answers):
        raise NotTheWisher
    return AnswerBy.phone


async def _flag(db: AsyncSession, wish: Wish, outcome: Outcome, by: Viewer) -> Flag | None:
    devices = {claim.device for claim in await claims_behind(db, outcome)}
    if by.device and by.device in devices | {outcome.device, wish.collected_from}:
        return Flag.same_device
    if outcome.reported > wish.expected:
        return Flag.more_than_expected
    if wish.keeper_id in await done_in_name_of(db, outcome) and by.wish_id != wish.id:
        return Flag.keeper_claimed
    return None


async def _try_again(
    db: AsyncSession, wish: Wish, outcome: Outcome, *, somebody_else: bool
) -> None:
    """A no: the same people promise again with a new date, or the wish goes back to the board."""
    outcome.undone = True
    wish.reopened += 1
    claims = [] if somebody_else else (await claims_behind(db, outcome))[: wish.places]
    for claim in claims:
        claim.ended_at, claim.ending = None, None
        claim.promised_on = add_working_days(today(), TRY_AGAIN_WITHIN)
        claim.reminded = claim.overdue_told = False
        claim.lead = claim is claims[0]
    wish.taken, wish.priority = len(claims), True
    wish.due_on = claims[0].promised_on if claims else None
    if not claims and wish.lane in SENT_UP:
        wish.due_on = add_working_days(today(), TRY_AGAIN_WITHIN)
        advance(wish, Deed.answer, Stage.raised)
    else:
        advance(wish, Deed.answer, Stage.claimed if claims else Stage.published)
    await db.flush()
