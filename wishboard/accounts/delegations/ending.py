"""The end of what was handed on: taken back, with its own role, or by itself on its day."""

from datetime import timedelta

from sqlmodel import col, or_, select

from wishboard.accounts.delegations.models import Delegation
from wishboard.accounts.delegations.refusals import DelegationOver
from wishboard.accounts.events import SUBJECT, AccountEvent
from wishboard.accounts.models import Appointment
from wishboard.accounts.people import scope_paths
from wishboard.accounts.roles import Right
from wishboard.accounts.sessions import end_sessions
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.events.history import record


async def take_back(db: AsyncSession, public_id: str, *, by: Viewer) -> Delegation:
    """End at once what was handed on: by who handed it on, or by their administrator.

    Raises NotFound, DelegationOver.
    """
    found = await db.exec(
        select(Delegation).where(Delegation.public_id == public_id).with_for_update()
    )
    delegation = found.first()
    if delegation is None:
        raise NotFound
    if delegation.giver_id != by.person_id and not await _administers(db, delegation, by):
        raise NotFound
    if not delegation.stands:
        raise DelegationOver
    await _end(db, delegation, by)
    return delegation


async def end_with(db: AsyncSession, appointment: Appointment, *, by: Viewer) -> None:
    """Before an appointment ends: end what was handed on of it, and what it was handed on by."""
    found = await db.exec(
        select(Delegation)
        .where(
            or_(Delegation.from_id == appointment.id, Delegation.appointment_id == appointment.id)
        )
        .order_by(col(Delegation.id))
        .with_for_update()
    )
    never = appointment.since >= today()
    for delegation in found.all():
        if delegation.from_id == appointment.id:
            if delegation.stands:
                await _end(db, delegation, by)
            delegation.from_id = None if never else delegation.from_id
        elif delegation.stands:
            delegation.ended_at, delegation.ended_by_id = now(), by.doer_id
            delegation.appointment_id = None if never else delegation.appointment_id
            await write_down(db, AccountEvent.taken_back, delegation, by)
    await db.flush()


async def note_delegations(db: AsyncSession, limit: int = 200) -> int:
    """Tell both what begins today and what ended by itself. Returns how many were looked at."""
    begins = ~col(Delegation.begun) & (col(Delegation.since) <= today())
    ends = col(Delegation.until) < today()
    found = await db.exec(
        select(Delegation)
        .where(~col(Delegation.over), col(Delegation.ended_at).is_(None), or_(begins, ends))
        .order_by(col(Delegation.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    delegations = found.all()
    for delegation in delegations:
        if delegation.until < today():
            delegation.begun = delegation.over = True
            await write_down(db, AccountEvent.delegation_over, delegation, CLOCK)
        else:
            delegation.begun = True
            await write_down(db, AccountEvent.delegation_begun, delegation, CLOCK)
    return len(delegations)


async def _administers(db: AsyncSession, delegation: Delegation, by: Viewer) -> bool:
    scope = Appointment(
        person_id=delegation.giver_id,
        role=delegation.role,
        organization_id=delegation.organization_id,
        area_id=delegation.area_id,
        since=delegation.since,
    )
    return by.may(Right.administer, **await scope_paths(db, scope))


async def _end(db: AsyncSession, delegation: Delegation, by: Viewer) -> None:
    """End it, and what the receiver holds by it: until yesterday, or never if it begins today."""
    lent = await db.get(Appointment, delegation.appointment_id or 0)
    delegation.ended_at, delegation.ended_by_id = now(), by.doer_id
    if lent is not None and lent.since >= today():
        delegation.appointment_id = None
        await db.flush()
        await db.delete(lent)
    elif lent is not None:
        lent.until = today() - timedelta(days=1)
    await db.flush()
    await end_sessions(db, delegation.receiver_id)
    await write_down(db, AccountEvent.taken_back, delegation, by)


async def write_down(
    db: AsyncSession, kind: AccountEvent, delegation: Delegation, by: Viewer
) -> None:
    """The line of history of a deed; it happened to the receiver."""
    facts = {
        "person": delegation.giver_id,
        "delegation": delegation.key,
        "role": delegation.role.value,
        "first_day": delegation.since.isoformat(),
        "last_day": delegation.until.isoformat(),
    }
    await record(db, kind, SUBJECT, delegation.receiver_id, by=by, **facts)
