"""Appoint and dismiss, approve volunteers, reset passwords: the administrator's deeds.

An administrator acts on people of their own area or organization, and only on those who hold no
role outside it. Every change of rights ends the sessions of whom it concerns.
"""

import secrets
from datetime import timedelta

from sqlmodel import col, or_, select

from wishboard.accounts.delegations.ending import end_with
from wishboard.accounts.events import SUBJECT, AccountEvent
from wishboard.accounts.forms import AppointForm
from wishboard.accounts.models import (
    Appointment,
    Membership,
    MembershipKind,
    Person,
)
from wishboard.accounts.passwords import hashed
from wishboard.accounts.people import hold_person, must_administer, scope_paths
from wishboard.accounts.refusals import (
    HeldAlready,
    NoAccount,
    NotAVolunteer,
    OutsideYourScope,
    ScopeNeeded,
    YourOwnRole,
)
from wishboard.accounts.roles import Right, Role
from wishboard.accounts.sessions import end_sessions
from wishboard.accounts.trees import area_with, organization_with
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.events.history import record

_SYLLABLES = (
    "shan",
    "shui",
    "tian",
    "yun",
    "feng",
    "lin",
    "hua",
    "yue",
    "xing",
    "he",
    "qing",
    "bai",
)


async def appoint(
    db: AsyncSession, person_id: str, form: AppointForm, *, by: Viewer
) -> Appointment:
    """Give somebody a role over an organization or an area, from today.

    Raises OutsideYourScope, ScopeNeeded, HeldAlready.
    """
    person = await hold_person(db, person_id)
    await must_administer(db, person, by)
    if bool(form.organization) == bool(form.area):
        raise ScopeNeeded
    organization = await organization_with(db, form.organization) if form.organization else None
    area = await area_with(db, form.area) if form.area else None
    appointment = Appointment(
        person_id=person.key,
        role=form.role,
        organization_id=organization.id if organization else None,
        area_id=area.id if area else None,
        since=today(),
    )
    if not by.may(Right.administer, **await scope_paths(db, appointment)):
        raise OutsideYourScope
    if await _held(db, appointment):
        raise HeldAlready
    db.add(appointment)
    await db.flush()
    await end_sessions(db, person.key)
    await record(
        db, AccountEvent.appointed, SUBJECT, person.key, by=by, appointment=appointment.key
    )
    return appointment


async def dismiss(db: AsyncSession, person_id: str, appointment_id: int, *, by: Viewer) -> None:
    """End a role: it held until yesterday, or never when it began today.

    Raises NotFound, OutsideYourScope, YourOwnRole.
    """
    person = await hold_person(db, person_id)
    appointment = await db.get(Appointment, appointment_id, with_for_update=True)
    if appointment is None or appointment.person_id != person.id:
        raise NotFound
    if not by.may(Right.administer, **await scope_paths(db, appointment)):
        raise OutsideYourScope
    if person.id == by.doer_id and appointment.role is Role.administrator:
        raise YourOwnRole
    await end_with(db, appointment, by=by)
    if appointment.since >= today():
        await db.delete(appointment)
    else:
        appointment.until = today() - timedelta(days=1)
    await db.flush()
    await end_sessions(db, person.key)
    facts = {"appointment": appointment_id, "role": appointment.role}
    await record(db, AccountEvent.dismissed, SUBJECT, person.key, by=by, **facts)


async def approve_volunteer(db: AsyncSession, person_id: str, *, by: Viewer) -> Person:
    """Let a volunteer claim wishes. Raises NotAVolunteer, OutsideYourScope."""
    person = await hold_person(db, person_id)
    await must_administer(db, person, by)
    roster = select(Membership.id).where(
        Membership.person_id == person.id,
        Membership.kind == MembershipKind.volunteer,
        or_(col(Membership.until).is_(None), col(Membership.until) >= today()),
    )
    if (await db.exec(roster.limit(1))).first() is None:
        raise NotAVolunteer
    person.approved_at = now()
    await end_sessions(db, person.key)
    await record(db, AccountEvent.volunteer_approved, SUBJECT, person.key, by=by)
    return person


async def reset_password(db: AsyncSession, person_id: str, *, by: Viewer) -> str:
    """Give somebody a temporary password, to be changed at the next sign-in. Returns it, once.

    Raises NoAccount, OutsideYourScope.
    """
    person = await hold_person(db, person_id)
    await must_administer(db, person, by)
    if person.username is None:
        raise NoAccount
    password = temporary_password()
    person.password_hash, person.must_change_password = await hashed(password), True
    await end_sessions(db, person.key)
    await record(db, AccountEvent.password_reset, SUBJECT, person.key, by=by)
    return password


def temporary_password() -> str:
    """A password that can be read out on the phone, about 47 bits."""
    words = [secrets.choice(_SYLLABLES) for _ in range(4)]
    return "-".join([*words, *(f"{secrets.randbelow(100_000):05d}" for _ in range(2))])


async def _held(db: AsyncSession, wanted: Appointment) -> bool:
    found = await db.exec(
        select(Appointment.id)
        .where(
            Appointment.person_id == wanted.person_id,
            Appointment.role == wanted.role,
            Appointment.organization_id == wanted.organization_id,
            Appointment.area_id == wanted.area_id,
            or_(col(Appointment.until).is_(None), col(Appointment.until) >= today()),
        )
        .limit(1)
    )
    return found.first() is not None
