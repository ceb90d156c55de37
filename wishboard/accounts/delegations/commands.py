"""Hand a role on for a time: never what was handed to oneself, never more than one holds."""

from datetime import date

from sqlmodel import col, or_, select

from wishboard.accounts.delegations.ending import write_down
from wishboard.accounts.delegations.forms import HandOnForm
from wishboard.accounts.delegations.models import Delegation
from wishboard.accounts.delegations.refusals import (
    BeyondYourOwn,
    DaysOutOfOrder,
    HandedToYou,
    TooLong,
    ToYourself,
)
from wishboard.accounts.events import AccountEvent
from wishboard.accounts.models import Appointment, Area
from wishboard.accounts.opening import person_called
from wishboard.accounts.people import scope_paths
from wishboard.accounts.refusals import HeldAlready, NoSuchAccount
from wishboard.accounts.sessions import end_sessions
from wishboard.accounts.trees import area_with, organization_with
from wishboard.accounts.viewer import Grant, Viewer
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound

LONGEST = 92
"""Days for which a role may be handed on."""


async def hand_on(db: AsyncSession, form: HandOnForm, *, by: Viewer) -> Delegation:
    """Hand one's role, or a part of its scope, to somebody with an account for some days.

    Raises NotFound for a role that is not one's own, HandedToYou, DaysOutOfOrder, TooLong,
    BeyondYourOwn, NoSuchAccount, ToYourself, HeldAlready.
    """
    own = await _hold_own(db, form.appointment, by)
    _must_fit(own, form.since, form.until)
    receiver = await person_called(db, form.to)
    if receiver.left_on is not None and receiver.left_on <= form.until:
        raise NoSuchAccount(username=form.to)
    if receiver.id == by.person_id:
        raise ToYourself
    organization_id, area_id = await _part(db, own, form.part)
    lent = Appointment(
        person_id=receiver.key,
        role=own.role,
        organization_id=organization_id,
        area_id=area_id,
        since=form.since,
        until=form.until,
    )
    if await _held(db, lent):
        raise HeldAlready
    db.add(lent)
    await db.flush()
    delegation = Delegation(
        giver_id=by.person_id,
        receiver_id=receiver.key,
        role=own.role,
        organization_id=organization_id,
        area_id=area_id,
        from_id=own.key,
        appointment_id=lent.key,
        since=form.since,
        until=form.until,
    )
    db.add(delegation)
    await db.flush()
    if form.since <= today():
        await end_sessions(db, receiver.key)
    await write_down(db, AccountEvent.handed_on, delegation, by)
    return delegation


async def _hold_own(db: AsyncSession, appointment_id: int, by: Viewer) -> Appointment:
    """The viewer's own appointment, locked; not one that was handed to them."""
    found = await db.exec(
        select(Appointment)
        .where(Appointment.id == appointment_id, Appointment.person_id == by.person_id)
        .with_for_update()
    )
    own = found.first()
    if own is None:
        raise NotFound
    handed = select(Delegation.id).where(Delegation.appointment_id == own.id)
    if (await db.exec(handed)).first() is not None:
        raise HandedToYou
    return own


def _must_fit(own: Appointment, since: date, until: date) -> None:
    if not today() <= since <= until:
        raise DaysOutOfOrder
    if (until - since).days >= LONGEST:
        raise TooLong(days=LONGEST)
    if own.since > since or (own.until is not None and own.until < until):
        raise BeyondYourOwn


async def _part(db: AsyncSession, own: Appointment, part: str) -> tuple[int | None, int | None]:
    """The organization or area that is handed on, which lies within one's own scope."""
    if not part:
        return own.organization_id, own.area_id
    sort, _colon, public_id = part.partition(":")
    paths = await scope_paths(db, own)
    mine = Grant(own.role, area_path=paths["area_path"])
    if own.organization_id is not None:
        mine = Grant(own.role, organization_path=paths["organization_path"])
    if sort == "organization":
        body = await organization_with(db, public_id)
        area = await db.get_one(Area, body.area_id)
        if not mine.covers(body.path, area.path):
            raise BeyondYourOwn
        return body.key, None
    area = await area_with(db, public_id)
    if not mine.covers(None, area.path):
        raise BeyondYourOwn
    return None, area.key


async def _held(db: AsyncSession, wanted: Appointment) -> bool:
    """Whether the receiver holds the same on any of these days."""
    found = await db.exec(
        select(Appointment.id)
        .where(
            Appointment.person_id == wanted.person_id,
            Appointment.role == wanted.role,
            col(Appointment.organization_id).is_not_distinct_from(wanted.organization_id),
            col(Appointment.area_id).is_not_distinct_from(wanted.area_id),
            col(Appointment.since) <= wanted.until,
            or_(col(Appointment.until).is_(None), col(Appointment.until) >= wanted.since),
        )
        .limit(1)
    )
    return found.first() is not None
