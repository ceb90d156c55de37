"""Hand a dispute over to mediators, and record what came of it."""

from sqlmodel import col, select

from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.clock import city_date, now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.endings.commands import hand_to_mediators
from wishboard.endings.forms import MediateForm
from wishboard.endings.models import Decision, DecisionKind
from wishboard.events.history import record
from wishboard.mediation.events import CASE, MediationEvent
from wishboard.mediation.forms import SettleForm
from wishboard.mediation.models import MediationCase
from wishboard.mediation.queries import find_case, may_settle
from wishboard.mediation.refusals import NotOnThisDay, SettledBefore
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.queries import hold_wish


async def hand_over(
    db: AsyncSession, wish_id: str | int, form: MediateForm, *, by: Viewer
) -> MediationCase:
    """Hand a registered wish to a named committee. Raises what `hand_to_mediators` raises."""
    wish = await hand_to_mediators(db, wish_id, form, by=by)
    await open_cases(db, wish.key, by=by)
    found = await db.exec(select(MediationCase).where(MediationCase.wish_id == wish.id))
    return found.one()


async def open_cases(db: AsyncSession, wish_id: int | None = None, *, by: Viewer = CLOCK) -> int:
    """Open a case for every wish that was handed over and has none. Returns how many."""
    handed = (
        select(Decision)
        .outerjoin(MediationCase, col(MediationCase.wish_id) == col(Decision.wish_id))
        .where(
            Decision.kind == DecisionKind.mediated,
            col(Decision.ended_at).is_(None),
            col(MediationCase.id).is_(None),
        )
    )
    if wish_id is not None:
        handed = handed.where(Decision.wish_id == wish_id)
    found = (await db.exec(handed.limit(200))).all()
    for decision in found:
        assert decision.receiver_id is not None
        case = MediationCase(
            wish_id=decision.wish_id, committee_id=decision.receiver_id, since=decision.at
        )
        db.add(case)
        await db.flush()
        await record(db, MediationEvent.opened, CASE, case.key, by=by, wish=decision.wish_id)
    return len(found)


async def settle(
    db: AsyncSession, public_id: str, form: SettleForm, *, by: Viewer
) -> MediationCase:
    """Record how a mediation ended, as the committee that has it, or as the keeper of the wish.

    Raises NotFound, NotAllowed, SettledBefore, NotOnThisDay.
    """
    case = await find_case(db, public_id)
    wish = await hold_wish(db, case.wish_id)
    await db.refresh(case)
    if not await may_settle(db, case, wish, by):
        raise NotAllowed
    if case.result is not None:
        raise SettledBefore
    ended_on = form.ended_on or today()
    if not city_date(case.since) <= ended_on <= today():
        raise NotOnThisDay
    case.result, case.words, case.ended_on = form.result, form.words, ended_on
    case.recorded_by_id, case.recorded_at = by.person_id, now()
    wish.version += 1
    await db.flush()
    await record(db, MediationEvent.settled, SUBJECT, wish.key, by=by, result=form.result)
    return case
