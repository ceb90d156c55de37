"""What is written down of guessing: that a door was shut, once an hour, and not each attempt.

Neither what was typed nor where it came from is kept. A user name that nobody has may be somebody's
password, so all of these share one line.
"""

from datetime import timedelta
from enum import StrEnum

from sqlmodel import select

from wishboard.accounts.events import SUBJECT, SignInEvent
from wishboard.accounts.models import Person
from wishboard.accounts.viewer import a_person
from wishboard.core.database import AsyncSession
from wishboard.core.throttle import TooOften, TooOftenFromHere, network_of, throttle
from wishboard.events.history import record_apart

ONCE_IN = timedelta(hours=1)
NOBODY_KNOWN = 0


class Door(StrEnum):
    """What was guessed at."""

    password = "password"  # noqa: S105 - a door
    code = "code"
    many = "many"


async def note_at_the_door(
    db: AsyncSession, refused: TooOften, *, username: str, address: str
) -> None:
    """Write down that a user name, or whoever asks from one place, has to wait."""
    if isinstance(refused, TooOftenFromHere):
        await _note(NOBODY_KNOWN, Door.many, place=network_of(address))
    else:
        found = await db.exec(select(Person.id).where(Person.username == username))
        await note_lock_out(found.first() or NOBODY_KNOWN, Door.password)


async def note_lock_out(person_id: int, door: Door) -> None:
    """Write down that somebody's password or code was guessed at too often."""
    await _note(person_id, door)


async def _note(person_id: int, door: Door, place: str = "") -> None:
    try:
        await throttle(f"lock-out:{door}:{person_id}:{place}", most=1, per=ONCE_IN)
    except TooOften:
        return
    whose = {"person": person_id} if person_id else {}
    facts = {"door": door.value} | whose
    await record_apart(SignInEvent.locked_out, SUBJECT, person_id, by=a_person(), **facts)
