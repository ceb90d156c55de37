"""Withdraw, decline, transfer, mediate, defer, come back: each with a reason its wisher reads."""

from datetime import timedelta

from sqlmodel import col, select

from wishboard.accounts.models import OrganizationKind
from wishboard.accounts.trees import acts_above, organization_with
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.catalogue.models import ReasonFor
from wishboard.catalogue.queries import reason_with
from wishboard.claims.commands import release_claims
from wishboard.claims.waiting import end_waiting
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.endings.apart import DECIDE_WITHIN, come_apart, hold_with_merged
from wishboard.endings.events import EndingEvent
from wishboard.endings.forms import DeclineForm, DeferForm, MediateForm, TransferForm, WithdrawForm
from wishboard.endings.models import Decision, DecisionKind
from wishboard.endings.queries import decisions_on, standing_decision
from wishboard.endings.refusals import (
    DeferredBefore,
    NotMediators,
    NotYourWish,
    ReceiverNeeded,
    ReviewTooLate,
)
from wishboard.events.history import record
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.lifecycle import Deed, advance, must
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_kept_wish, hold_wish
from wishboard.wishes.stages import Ending, Lane, Stage
from wishboard.wishes.summary import must_tell_nothing
from wishboard.wishes.wishers import contact_of


async def withdraw_wish(
    db: AsyncSession, wish_id: str | int, form: WithdrawForm, *, by: Viewer
) -> Wish:
    """Take a wish back, as its wisher; what others asked and was merged into it comes apart.

    Raises NotYourWish.
    """
    wish, merged = await hold_with_merged(db, wish_id)
    if by.wish_id != wish.id:
        raise NotYourWish
    decision = Decision(kind=DecisionKind.withdrawn, explanation=form.reason)
    await end_with(db, wish, Deed.withdraw, Ending.withdrawn, decision, by=by)
    await record(db, EndingEvent.withdrawn, SUBJECT, wish.key, by=by)
    for other in merged:
        await come_apart(db, other, by=CLOCK)
    return wish


async def decline_wish(
    db: AsyncSession, wish_id: str | int, form: DeclineForm, *, by: Viewer
) -> Wish:
    """Decline a wish with a reason code; it is never public. Raises NoSuchReason."""
    wish = await hold_kept_wish(db, wish_id, by=by)
    reason = await reason_with(db, form.reason, ReasonFor.decline)
    decision = Decision(
        kind=DecisionKind.declined, reason_id=reason.id, explanation=form.explanation
    )
    await end_with(db, wish, Deed.decline, Ending.declined, decision, by=by)
    await record(db, EndingEvent.declined, SUBJECT, wish.key, by=by, reason=reason.code)
    return wish


async def transfer_wish(
    db: AsyncSession, wish_id: str | int, form: TransferForm, *, by: Viewer
) -> Wish:
    """Hand a wish to whoever is responsible instead. Raises ReceiverNeeded."""
    wish = await hold_kept_wish(db, wish_id, by=by)
    if not form.receiver and not form.receiver_name:
        raise ReceiverNeeded
    receiver = await organization_with(db, form.receiver) if form.receiver else None
    decision = Decision(
        kind=DecisionKind.transferred,
        explanation=form.explanation,
        receiver_id=receiver.id if receiver else None,
        receiver=receiver.name if receiver else form.receiver_name,
    )
    await end_with(db, wish, Deed.transfer, Ending.transferred, decision, by=by)
    await record(db, EndingEvent.transferred, SUBJECT, wish.key, by=by)
    return wish


async def hand_to_mediators(
    db: AsyncSession, wish_id: str | int, form: MediateForm, *, by: Viewer
) -> Wish:
    """Hand a registered wish to a named people's mediation committee. Raises NotMediators."""
    wish = await hold_kept_wish(db, wish_id, by=by)
    receiver = await organization_with(db, form.receiver)
    if receiver.kind is not OrganizationKind.mediation_committee:
        raise NotMediators
    decision = Decision(
        kind=DecisionKind.mediated,
        explanation=form.explanation,
        receiver_id=receiver.id,
        receiver=receiver.name,
    )
    wish.lane = Lane.mediation
    await end_with(db, wish, Deed.mediate, Ending.transferred, decision, by=by)
    await record(db, EndingEvent.mediated, SUBJECT, wish.key, by=by, receiver=receiver.key)
    return wish


async def defer_wish(db: AsyncSession, wish_id: str | int, form: DeferForm, *, by: Viewer) -> Wish:
    """Put a wish off until a review date on which it comes back by itself.

    Raises ReviewTooLate for a date out of sight, DeferredBefore when a second deferral is not
    made by the parent organization, TellsTooMuch when the explanation of a wish that is public
    holds personal data.
    """
    wish = await hold_kept_wish(db, wish_id, by=by)
    await must_be_deferrable(db, wish, by=by)
    if not today() < form.review_on <= today() + timedelta(days=366):
        raise ReviewTooLate
    if wish.may_publish and wish.title:
        must_tell_nothing(form.explanation, of=await contact_of(db, wish))
    decision = Decision(
        kind=DecisionKind.deferred, explanation=form.explanation, review_on=form.review_on
    )
    _write_down(db, wish, decision, by)
    await end_waiting(db, wish)
    wish.due_on = wish.review_on = form.review_on
    advance(wish, Deed.defer, Stage.deferred)
    await db.flush()
    await record(db, EndingEvent.deferred, SUBJECT, wish.key, by=by)
    return wish


async def must_be_deferrable(db: AsyncSession, wish: Wish, *, by: Viewer) -> None:
    """Refuse a deferral that may not be. Raises NotNow, or DeferredBefore below the parent."""
    must(wish, Deed.defer)
    before = await decisions_on(db, wish)
    again = any(decision.kind is DecisionKind.deferred for decision in before)
    if again and not await acts_above(db, by, wish.keeper_id):
        raise DeferredBefore


async def resume_wish(db: AsyncSession, wish_id: str | int, *, by: Viewer) -> Wish:
    """Bring a deferred wish back to where it was, by the clock on its date or the keeper before."""
    wish = await hold_kept_wish(db, wish_id, by=by)
    must(wish, Deed.resume)
    decision = await standing_decision(db, wish, DecisionKind.deferred)
    back_to = decision.stage_before if decision else Stage.registered
    if decision:
        decision.ended_at = now()
    wish.review_on, wish.due_on = None, add_working_days(today(), DECIDE_WITHIN)
    advance(wish, Deed.resume, back_to)
    await record(db, EndingEvent.resumed, SUBJECT, wish.key, by=by)
    return wish


async def resume_deferred(limit: int = 200) -> int:
    """Bring back every wish whose review date has come; the clock does it."""
    async with transaction() as db:
        found = await db.exec(
            select(Wish.id)
            .where(Wish.stage == Stage.deferred, col(Wish.review_on) <= today())
            .limit(limit)
        )
        due = [wish_id for wish_id in found.all() if wish_id is not None]
    for wish_id in due:
        async with transaction() as db:
            if (await hold_wish(db, wish_id)).stage is Stage.deferred:
                await resume_wish(db, wish_id, by=CLOCK)
    return len(due)


async def end_with(
    db: AsyncSession, wish: Wish, deed: Deed, ending: Ending, decision: Decision, *, by: Viewer
) -> None:
    """Close a held wish by a decision; living promises end without fault or credit."""
    must(wish, deed)
    _write_down(db, wish, decision, by)
    await release_claims(db, wish, by=by)
    wish.due_on = None
    advance(wish, deed, Stage.closed, ending=ending)
    await db.flush()


def _write_down(db: AsyncSession, wish: Wish, decision: Decision, by: Viewer) -> None:
    decision.wish_id, decision.stage_before = wish.key, wish.stage
    decision.by_id = by.doer_id if by.signed_in else None
    db.add(decision)
