"""Sign-in and what a session shows of its person."""

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, text
from sqlmodel import col, select

from wishboard.accounts.devices import device_code
from wishboard.accounts.events import SUBJECT, SignInEvent
from wishboard.accounts.lock_outs import note_at_the_door
from wishboard.accounts.models import Person, SignIn, WayIn
from wishboard.accounts.passwords import matches
from wishboard.accounts.roles import Role
from wishboard.accounts.second_factor.codes import CodeNeeded, has_second_factor, use_code
from wishboard.accounts.trees import ancestry
from wishboard.accounts.viewer import Grant, Viewer, a_person
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.core.throttle import TooOften, throttle_guesses
from wishboard.events.history import record
from wishboard.events.models import Doer
from wishboard.i18n import lazy

LASTS = timedelta(days=14)


class WrongPassword(Refusal):
    """User name and password do not belong together; which of them is wrong is not said."""

    code = "wrong_password"
    status = 422
    says = lazy("User name and password do not match. Please try again.")


VIEWER_COLUMNS = """
       p.id, p.name, p.username, p.locale, p.must_change_password,
       p.approved_at IS NOT NULL AS volunteer,
       EXISTS (SELECT 1 FROM second_factor f
                WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS has_second_factor,
       (SELECT jsonb_agg(jsonb_build_array(a.role, o.path, r.path, d.giver_id))
          FROM appointment a LEFT JOIN organization o ON o.id = a.organization_id
          LEFT JOIN area r ON r.id = a.area_id
          LEFT JOIN delegation d ON d.appointment_id = a.id
          LEFT JOIN appointment f ON f.id = d.from_id
          LEFT JOIN person g ON g.id = d.giver_id
         WHERE a.person_id = p.id AND a.since <= :today
           AND (a.until IS NULL OR a.until >= :today)
           AND (d.id IS NULL OR (f.since <= :today AND (f.until IS NULL OR f.until >= :today)
                AND (g.left_on IS NULL OR g.left_on > :today)))) AS grants,
       (SELECT jsonb_agg(jsonb_build_array(m.organization_id, m.kind, m.owning, b.path))
          FROM membership m JOIN organization b ON b.id = m.organization_id
         WHERE m.person_id = p.id AND m.since <= :today
           AND (m.until IS NULL OR m.until >= :today)) AS memberships
"""
_VIEWER = text(f"""
SELECT {VIEWER_COLUMNS} FROM person p
 WHERE p.id = :person AND (p.left_on IS NULL OR p.left_on > :today)
""")  # noqa: S608 - no value is put into the text


async def sign_in(
    db: AsyncSession,
    username: str,
    password: str,
    *,
    address: str,
    code: str | None = None,
    device: str = "",
) -> tuple[str, Person]:
    """Open a session. Returns the cookie's token and the person.

    Raises WrongPassword, TooOften for a user name, a network address or a network, and what
    `enter` raises.
    """
    person = await identify(db, username, password, address=address)
    return await enter(db, person, WayIn.password, code=code, device=device), person


async def identify(db: AsyncSession, username: str, password: str, *, address: str) -> Person:
    """Whom user name and password belong to; opens nothing yet.

    A user name that nobody has is answered alike, and after as long. Raises WrongPassword, or
    TooOften for a user name, a network address or a network, which is written down.
    """
    username = username.strip().lower()
    try:
        await throttle_guesses(
            "sign-in", username, address, most=10, from_address=100, from_network=300
        )
    except TooOften as refused:
        await note_at_the_door(db, refused, username=username, address=address)
        raise
    person = (await db.exec(select(Person).where(Person.username == username))).first()
    if not await matches(password, person.password_hash if person else None) or has_left(person):
        raise WrongPassword
    assert person is not None
    return person


def has_left(person: Person | None) -> bool:
    """Whether this is somebody who was here and is gone."""
    return person is not None and person.left_on is not None and person.left_on <= today()


async def enter(
    db: AsyncSession,
    person: Person,
    how: WayIn,
    *,
    code: str | None = None,
    device: str = "",
    leaving: str = "",
) -> str:
    """Let in somebody whose first proof is given. Returns the token of the new session.

    `leaving` is the token of a session that ends with it. Raises CodeNeeded when there is a second
    factor and no code yet, WrongCode, TooOften.
    """
    facts = {"how": how.value}
    if await has_second_factor(db, person.key):
        if code is None:
            raise CodeNeeded
        facts["second"] = (await use_code(db, person, code)).value
    if leaving:
        await sign_out(db, leaving)
    await record(db, SignInEvent.opened, SUBJECT, person.key, by=a_person(person.key), **facts)
    return await open_session(db, person.key, how, device=device)


async def open_session(
    db: AsyncSession, person_id: int, how: WayIn = WayIn.password, *, device: str = ""
) -> str:
    """A new session for somebody whose identity is established. Returns the cookie's token."""
    token = secrets.token_urlsafe(24)
    opened = SignIn(
        token_hash=token_hash(token),
        person_id=person_id,
        expires_at=now() + LASTS,
        device=device_code(device),
        how=how,
    )
    db.add(opened)
    await db.flush()
    return token


async def sign_out(db: AsyncSession, token: str) -> None:
    """Close a session, if there is one with this token."""
    closed = delete(SignIn).where(col(SignIn.token_hash) == token_hash(token))
    for (person_id,) in await db.execute(closed.returning(col(SignIn.person_id))):
        await record(db, SignInEvent.ended, SUBJECT, person_id, by=a_person(person_id))


async def end_sessions(db: AsyncSession, person_id: int) -> None:
    """Close every session of a person, as after any change of rights."""
    await db.execute(delete(SignIn).where(col(SignIn.person_id) == person_id))


async def purge_sessions(db: AsyncSession) -> None:
    """Drop sessions that have run out."""
    await db.execute(delete(SignIn).where(col(SignIn.expires_at) < now()))


async def viewer_of(db: AsyncSession, person_id: int, day: date | None = None) -> Viewer | None:
    """A person as a viewer with today's roles and memberships, or None for one who has left."""
    found = await db.execute(_VIEWER, {"person": person_id, "today": day or today()})
    row = found.first()
    return viewer_from(row) if row else None


def viewer_from(row: Any, **more: Any) -> Viewer:
    """A viewer made from a row with `VIEWER_COLUMNS`."""
    memberships = row.memberships or []
    return Viewer(
        doer=Doer.person,
        doer_id=row.id,
        name=row.name,
        username=row.username or "",
        locale=row.locale,
        must_change_password=row.must_change_password,
        has_second_factor=row.has_second_factor,
        grants=tuple(Grant(Role(role), *where) for role, *where in row.grants or []),
        member_of=frozenset(m[0] for m in memberships if m[1] == "member"),
        member_within=frozenset(
            key for m in memberships if m[1] == "member" for key in ancestry(m[3])
        ),
        volunteer=row.volunteer,
        owning_id=next((m[0] for m in memberships if m[2]), None),
        **more,
    )


def token_hash(token: str) -> bytes:
    """What is stored of a session's token."""
    return hashlib.sha256(token.encode()).digest()
