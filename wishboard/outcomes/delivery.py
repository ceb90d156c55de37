"""Deliver: the lead reports what was done and who took part, and the wisher is asked."""

from wishboard.accounts.people import owner_on
from wishboard.accounts.viewer import Viewer
from wishboard.claims.commands import end_claim
from wishboard.claims.models import ClaimEnding
from wishboard.claims.queries import hold_own_claim, living_claims
from wishboard.claims.refusals import NotYours
from wishboard.claims.waiting import end_waiting
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import city_date, now, today
from wishboard.core.database import AsyncSession
from wishboard.events.history import record
from wishboard.outcomes.events import OutcomeEvent
from wishboard.outcomes.forms import DeliverForm
from wishboard.outcomes.models import Outcome, Participation
from wishboard.outcomes.refusals import (
    BeforeTheWish,
    NobodyTookPart,
    NotInTheFuture,
    NotOverYet,
    OnlyTheLead,
)
from wishboard.settings import settings
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.lifecycle import Deed, advance, must
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import shifts_of
from wishboard.wishes.stages import Stage


async def deliver_wish(
    db: AsyncSession, claim_id: str, form: DeliverForm, *, by: Viewer
) -> Outcome:
    """Report a wish as done. `form.participants` are public ids of claims; all when left out.

    Raises OnlyTheLead, NotOverYet, NotInTheFuture, BeforeTheWish, NobodyTookPart.
    """
    wish, claim = await hold_own_claim(db, claim_id, by)
    must(wish, Deed.deliver)
    if not claim.living:
        raise NotYours
    if not claim.lead:
        raise OnlyTheLead
    delivered_on = form.delivered_on or today()
    if any(shift.ends_at > now() for shift in await shifts_of(db, wish)):
        raise NotOverYet
    if delivered_on > today():
        raise NotInTheFuture
    if delivered_on < (made := city_date(wish.collected_at)):
        raise BeforeTheWish(made=made)
    outcome = Outcome(
        wish_id=wish.key,
        round=wish.reopened,
        claim_id=claim.id,
        delivered_by_id=by.person_id,
        done=form.done,
        paid_by=form.paid_by,
        reported=form.reported,
        minutes=round(form.hours * 60),
        delivered_on=delivered_on,
        device=by.device,
    )
    db.add(outcome)
    await db.flush()
    await _write_down_who_took_part(db, wish, outcome, form.participants)
    wish.taken = 0
    wish.due_on = add_working_days(today(), settings().silence_after_days)
    advance(wish, Deed.deliver, Stage.delivered)
    await end_waiting(db, wish)
    await record(db, OutcomeEvent.delivered, SUBJECT, wish.key, by=by, outcome=outcome.key)
    return outcome


async def _write_down_who_took_part(
    db: AsyncSession, wish: Wish, outcome: Outcome, ticked: list[str] | None
) -> None:
    took_part = 0
    for claim in await living_claims(db, wish):
        if ticked is not None and claim.public_id not in ticked:
            end_claim(claim, ClaimEnding.released)
            continue
        end_claim(claim, ClaimEnding.delivered)
        took_part += 1
        db.add(
            Participation(
                outcome_id=outcome.key,
                person_id=claim.person_id,
                organization_id=claim.organization_id
                or await owner_on(db, claim.person_id, outcome.delivered_on),
                in_its_name=claim.organization_id is not None,
            )
        )
    if not took_part:
        raise NobodyTookPart
    await db.flush()
