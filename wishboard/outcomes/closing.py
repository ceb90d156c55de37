"""Close and reopen: counted honestly, never by the hand that did it, and never for good at once."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import acts_above
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.events.history import record
from wishboard.events.models import Doer
from wishboard.outcomes.credit import credit_outcome, take_credit_back
from wishboard.outcomes.events import OutcomeEvent
from wishboard.outcomes.forms import CloseForm, ReopenForm
from wishboard.outcomes.models import Answer, AnswerBy, Outcome, Participation
from wishboard.outcomes.queries import answered_outcome, outcome_of, participations
from wishboard.outcomes.refusals import ContactGone, HadAHand, TooLate
from wishboard.settings import settings
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.lifecycle import Deed, NotNow, advance, must
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish, keeps
from wishboard.wishes.stages import SENT_UP, Ending, Kind, Stage
from wishboard.wishes.wishers import ContactData, keep_contact, wisher_with

CLAIM_WITHIN = 5


class Closable(NamedTuple):
    """What a closing counts: what was done, what the wisher said of it, and who took part."""

    outcome: Outcome
    answer: Answer
    shares: Sequence[Participation]


async def close_wish(
    db: AsyncSession, wish_id: str | int, form: CloseForm, *, by: Viewer
) -> Outcome:
    """Close an answered wish with the number of people who really benefited.

    By the keeper, never by who took part; when the keeper's own name is on the promise, or the
    keeper hosts the task, by its parent. Raises NotAllowed, HadAHand.
    """
    wish = await hold_wish(db, wish_id)
    what = await must_be_closable(db, wish, by=by)
    await close_held(db, wish, what, form.confirmed, by=by)
    return what.outcome


async def must_be_closable(db: AsyncSession, wish: Wish, *, by: Viewer) -> Closable:
    """What would be closed. Raises NotAllowed, NotNow, or HadAHand for who took part."""
    if not await keeps(db, wish, by):
        raise NotAllowed
    what = await _answered(db, wish)
    took_part = {share.person_id for share in what.shares} | {what.outcome.delivered_by_id}
    if by.signed_in and by.person_id in took_part:
        raise HadAHand
    own = any(one.in_its_name and one.organization_id == wish.keeper_id for one in what.shares)
    own = own or wish.kind is Kind.community_task
    if own and not await acts_above(db, by, wish.keeper_id):
        raise HadAHand
    return what


async def close_by_itself(db: AsyncSession, wish: Wish, outcome: Outcome, answer: Answer) -> None:
    """Close what is confirmed and unflagged; the reported beneficiaries are the confirmed ones."""
    if answer.flag is None and wish.kind is Kind.micro_wish:
        what = Closable(outcome, answer, await participations(db, outcome))
        await close_held(db, wish, what, outcome.reported, by=CLOCK)


async def close_along(db: AsyncSession, wish: Wish, *, by: Viewer) -> None:
    """Close a held, answered wish with the issue it stood behind; it adds nobody to any figure."""
    await close_held(db, wish, await _answered(db, wish), 0, by=by)


async def close_held(
    db: AsyncSession, wish: Wish, what: Closable, confirmed: int, *, by: Viewer
) -> None:
    """Close a held wish that may be closed; after a silence nobody is confirmed."""
    outcome, answer, shares = what
    silent = answer.how is AnswerBy.silence
    outcome.confirmed = 0 if silent else confirmed
    outcome.confirmed_by_id = by.doer_id if by.signed_in else None
    wish.due_on = None
    ending = Ending.unconfirmed if silent else Ending.fulfilled
    advance(wish, Deed.close, Stage.closed, ending=ending)
    await db.flush()
    await credit_outcome(db, wish, outcome, answer, shares)
    facts = {"outcome": outcome.key, "ending": ending.value}
    await record(db, OutcomeEvent.closed, SUBJECT, wish.key, by=by, **facts)


async def reopen_wish(
    db: AsyncSession, wish_id: str | int, form: ReopenForm, *, by: Viewer
) -> Wish:
    """Open a closed wish again: the wisher within the time for it, or somebody who oversees it.

    Credit is taken back by counter-rows. Raises TooLate, ContactGone, NotAllowed.
    """
    wish = await hold_wish(db, wish_id)
    must(wish, Deed.reopen)
    if wish.ending not in (Ending.fulfilled, Ending.unconfirmed):
        raise NotNow(stage=wish.stage)
    await _must_be_reopenable(db, wish, by)
    if wish.purged and wish.kind is Kind.micro_wish:
        await _contact_again(db, wish, form)
    outcome = await outcome_of(db, wish)
    if outcome is not None:
        await take_credit_back(db, wish, outcome)
        outcome.undone = True
        outcome.undone_because = "" if by.doer is Doer.clock else form.reason
    wish.reopened += 1
    wish.priority, wish.board_at, wish.taken = True, now(), 0
    wish.due_on = add_working_days(today(), CLAIM_WITHIN)
    advance(wish, Deed.reopen, Stage.raised if wish.lane in SENT_UP else Stage.published)
    facts = {"round": wish.reopened} | ({"outcome": outcome.key} if outcome else {})
    await record(db, OutcomeEvent.reopened, SUBJECT, wish.key, by=by, **facts)
    return wish


async def _answered(db: AsyncSession, wish: Wish) -> Closable:
    must(wish, Deed.close)
    found = await answered_outcome(db, wish)
    if found is None:
        raise NotNow(stage=wish.stage)
    outcome, answer = found
    return Closable(outcome, answer, await participations(db, outcome))


async def _must_be_reopenable(db: AsyncSession, wish: Wish, by: Viewer) -> None:
    if by.wish_id == wish.id:
        days = settings().reopen_within_days
        if wish.closed_at is None or wish.closed_at + timedelta(days=days) < now():
            raise TooLate(days=days)
    elif not await keeps(db, wish, by, Right.oversee):
        raise NotAllowed


async def _contact_again(db: AsyncSession, wish: Wish, form: ReopenForm) -> None:
    if not form.phone or not form.name:
        raise ContactGone
    wisher = await wisher_with(db, form.phone)
    wish.wisher_id, wish.purged = wisher.id, False
    await keep_contact(db, wish, wisher, ContactData(name=form.name, phone=form.phone))
