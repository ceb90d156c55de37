"""Opening accounts from outside the house: for people on a roster, and the first administrator."""

import re

from sqlmodel import col, select

from wishboard.accounts.appointments import temporary_password
from wishboard.accounts.events import SUBJECT, AccountEvent
from wishboard.accounts.models import Appointment, Area, AreaLevel, Person
from wishboard.accounts.passwords import check_strength, hashed
from wishboard.accounts.refusals import NoSuchAccount, UsernameInUse, UsernameUnfit
from wishboard.accounts.roles import Role
from wishboard.accounts.sessions import end_sessions
from wishboard.accounts.trees import add_area
from wishboard.accounts.viewer import COMMAND
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.ids import public_id
from wishboard.events.history import record
from wishboard.settings import settings

_USERNAME = re.compile(r"[\w.@-]{2,60}")


def is_username(typed: str) -> bool:
    """Whether this can be a user name: 2 to 60 letters, digits, dots, dashes or @, no spaces."""
    return bool(_USERNAME.fullmatch(typed)) and typed == typed.lower()


async def give_password_once(db: AsyncSession, person: Person) -> str:
    """Give a person a password that has to be changed at the first sign-in, and a user name if
    there is none; their sessions end. Returns the password, which nobody can read again."""
    person.username = person.username or f"u{public_id()[:7]}"
    password = temporary_password()
    await _take_password(db, person, password, once=True)
    return password


async def add_person(db: AsyncSession, username: str, name: str) -> Person:
    """Somebody with a user name and no password yet. Raises UsernameUnfit, UsernameInUse."""
    username = username.strip().lower()
    if not is_username(username):
        raise UsernameUnfit(username=username)
    if (await db.exec(select(Person).where(Person.username == username))).first():
        raise UsernameInUse(username=username)
    person = Person(name=name, username=username)
    db.add(person)
    await db.flush()
    return person


async def person_called(db: AsyncSession, username: str) -> Person:
    """The person with this user name. Raises NoSuchAccount."""
    query = select(Person).where(Person.username == username.strip().lower())
    person = (await db.exec(query)).first()
    if person is None:
        raise NoSuchAccount(username=username)
    return person


async def set_password(db: AsyncSession, person: Person, password: str) -> None:
    """Give somebody a password for good; every session of theirs ends. Raises TooSimple."""
    check_strength(password, person.username or "")
    await _take_password(db, person, password, once=False)


async def _take_password(db: AsyncSession, person: Person, password: str, *, once: bool) -> None:
    """Let a password hold from now on; where there was one before, that is written down."""
    if person.password_hash is not None:
        await record(db, AccountEvent.password_reset, SUBJECT, person.key, by=COMMAND)
    person.password_hash, person.must_change_password = await hashed(password), once
    await end_sessions(db, person.key)


async def make_administrator(db: AsyncSession, person: Person) -> None:
    """Give somebody the keys of the whole town, whose own area is made when there is none."""
    query = select(Area).where(col(Area.parent_id).is_(None)).order_by("id").limit(1)
    city = (await db.exec(query)).first()
    if city is None:
        city = await add_area(db, settings().town, AreaLevel.city)
    role = Appointment(
        person_id=person.key, role=Role.administrator, area_id=city.id, since=today()
    )
    db.add(role)
    await end_sessions(db, person.key)
