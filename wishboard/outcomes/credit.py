"""Who deserves a credit for an outcome. This file alone decides it."""

from collections.abc import Sequence
from datetime import date

from wishboard.accounts.models import MembershipKind
from wishboard.accounts.people import owner_on
from wishboard.accounts.viewer import CLOCK
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.events.history import record
from wishboard.outcomes.doubts.grounds import doubts_of
from wishboard.outcomes.doubts.models import REFUSED_AT_ONCE, CreditDoubt, Doubt
from wishboard.outcomes.events import OutcomeEvent
from wishboard.outcomes.models import Answer, Outcome, Participation
from wishboard.quotas.ledger import Due, credit, take_back
from wishboard.quotas.models import Holder
from wishboard.quotas.rules.models import Cause
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Kind


async def credit_outcome(
    db: AsyncSession,
    wish: Wish,
    outcome: Outcome,
    answer: Answer,
    shares: Sequence[Participation],
) -> None:
    """Credit each member who took part and each organization named or hosting, once each.

    A volunteer owes nothing and gets no row. Who granted a wish made with their own phone number
    gets none, and neither does who confirmed the number of beneficiaries. What looks odd is held
    back until a second person has looked.
    """
    due: list[Due] = []
    doubted = await doubts_of(db, wish, outcome, answer, shares)
    for share in shares:
        if why := doubted.get(share.person_id):
            await _doubt(db, wish, outcome, share, why)
        else:
            due += await _due_for(db, share, outcome.delivered_on)
    if wish.kind is Kind.community_task and wish.host_id is not None:
        due.append(_due_to(wish.host_id))
    await credit(db, due, cause=_cause(wish, outcome), done_on=outcome.delivered_on)


async def credit_share(
    db: AsyncSession, wish: Wish, outcome: Outcome, share: Participation
) -> None:
    """Credit one share after all."""
    due = await _due_for(db, share, outcome.delivered_on)
    await credit(db, due, cause=_cause(wish, outcome), done_on=outcome.delivered_on)


async def take_credit_back(db: AsyncSession, wish: Wish, outcome: Outcome) -> None:
    """Counter what an outcome was credited with."""
    await take_back(db, _cause(wish, outcome))


async def credit_issue(
    db: AsyncSession, cause: tuple[str, str, int], lead_id: int, *, done_on: date
) -> None:
    """Credit the lead of a closed issue: once an issue, however many wishes stand behind it."""
    await credit(db, [_due_to(lead_id)], cause=cause, done_on=done_on)


async def take_issue_back(db: AsyncSession, cause: tuple[str, str, int]) -> None:
    """Counter what the lead of an issue was credited with."""
    await take_back(db, cause)


def _cause(wish: Wish, outcome: Outcome) -> tuple[str, str, int]:
    kind = Cause.task if wish.kind is Kind.community_task else Cause.wish
    return kind.value, wish.public_id, outcome.round


async def _due_for(db: AsyncSession, share: Participation, done_on: date) -> list[Due]:
    """What a share is worth: to who took part, if a member, and to the organization named."""
    owner = await owner_on(db, share.person_id, done_on, MembershipKind.member)
    due = [] if owner is None else [Due(Holder.person, share.person_id, owner)]
    if share.in_its_name and share.organization_id is not None:
        due.append(_due_to(share.organization_id))
    return due


def _due_to(organization_id: int) -> Due:
    return Due(Holder.organization, organization_id, organization_id)


async def _doubt(
    db: AsyncSession, wish: Wish, outcome: Outcome, share: Participation, why: Doubt
) -> None:
    refused = why in REFUSED_AT_ONCE
    db.add(
        CreditDoubt(
            wish_id=wish.key,
            outcome_id=outcome.key,
            person_id=share.person_id,
            why=why,
            granted=False if refused else None,
            decided_at=now() if refused else None,
        )
    )
    await db.flush()
    facts = {"outcome": outcome.key, "why": why}
    await record(db, OutcomeEvent.credit_doubted, SUBJECT, wish.key, by=CLOCK, **facts)
