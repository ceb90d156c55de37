"""Whether a code opens the door: one from the telephone, or one of the recovery codes."""

import hmac
from enum import StrEnum

from sqlalchemy import delete
from sqlmodel import col, select

from wishboard.accounts.events import SUBJECT, AccountEvent
from wishboard.accounts.lock_outs import Door, note_lock_out
from wishboard.accounts.models import Person
from wishboard.accounts.second_factor.models import RecoveryCode, SecondFactor
from wishboard.accounts.viewer import a_person
from wishboard.core.clock import now
from wishboard.core.crypto import every_marked, marked, new_person_key, seal, unseal
from wishboard.core.database import AsyncSession
from wishboard.core.ids import plain_code
from wishboard.core.refusals import Refusal
from wishboard.core.throttle import QUARTER, TooOften, throttle
from wishboard.events.history import record
from wishboard.i18n import lazy

STEP = 30
"""Seconds for which a code is shown; the one before and the one after are good as well."""
GUESSES = 6
"""Codes somebody may try in a quarter of an hour."""


class Second(StrEnum):
    """What came besides the first proof."""

    code = "code"
    recovery_code = "recovery_code"


class CodeNeeded(Refusal):
    """The password is right, and this account asks for a code besides."""

    code = "code_needed"
    status = 422
    says = lazy("Please enter the code from your telephone as well.")


class WrongCode(Refusal):
    """No code of this telephone, one that was used already, or no recovery code that is left."""

    code = "wrong_second_factor"
    status = 422
    says = lazy("This code does not fit. Please wait for the next one and enter that.")


async def has_second_factor(db: AsyncSession, person_id: int) -> bool:
    """Whether somebody has set up a second factor and confirmed it."""
    query = select(SecondFactor.person_id).where(
        SecondFactor.person_id == person_id, col(SecondFactor.confirmed_at).is_not(None)
    )
    return (await db.exec(query)).first() is not None


async def use_code(db: AsyncSession, person: Person, typed: str) -> Second:
    """Use up a code of somebody's telephone, or one of their recovery codes; says which it was.

    Raises WrongCode, also for a code that was used before; TooOften after some guesses, which is
    written down.
    """
    try:
        await throttle(f"second-factor:{person.key}", most=GUESSES, per=QUARTER)
    except TooOften:
        await note_lock_out(person.key, Door.code)
        raise
    factor = await hold_factor(db, person.key)
    if factor is None or factor.confirmed_at is None:
        raise WrongCode
    if step := _step_of(secret_of(person, factor), typed, since=factor.last_step):
        factor.last_step = step
        return Second.code
    if await _use_recovery_code(db, person.key, typed):
        return Second.recovery_code
    raise WrongCode


async def hold_factor(db: AsyncSession, person_id: int) -> SecondFactor | None:
    """Somebody's second factor, locked until the transaction ends."""
    query = select(SecondFactor).where(SecondFactor.person_id == person_id).with_for_update()
    return (await db.exec(query)).first()


def confirm(person: Person, factor: SecondFactor, typed: str) -> None:
    """Take the first code of a new telephone. Raises WrongCode."""
    step = _step_of(secret_of(person, factor), typed, since=factor.last_step)
    if not step:
        raise WrongCode
    factor.confirmed_at, factor.last_step = now(), step


def secret_of(person: Person, factor: SecondFactor) -> str:
    """The secret that telephone and house share, in base 32."""
    assert person.wrapped_key is not None
    return unseal(person.wrapped_key, _place(person), factor.secret_sealed)


def sealed_secret(person: Person, secret: str) -> bytes:
    """A secret sealed under the person's own key, which is made when there is none."""
    person.wrapped_key = person.wrapped_key or new_person_key(f"person:{person.key}")
    return seal(person.wrapped_key, _place(person), secret)


def digest_of(person_id: int, recovery_code: str) -> bytes:
    """What is kept of a recovery code."""
    return marked("recovery", _told(person_id, recovery_code))


def _told(person_id: int, recovery_code: str) -> str:
    return f"{person_id}:{plain_code(recovery_code)}"


async def _use_recovery_code(db: AsyncSession, person_id: int, typed: str) -> bool:
    digests = every_marked("recovery", _told(person_id, typed))
    used = delete(RecoveryCode).where(col(RecoveryCode.digest).in_(digests))
    if (await db.execute(used.returning(col(RecoveryCode.digest)))).first() is None:
        return False
    await record(db, AccountEvent.recovery_code_used, SUBJECT, person_id, by=a_person())
    return True


def _place(person: Person) -> str:
    return f"person:{person.key}/person:{person.key}.second_factor"


def _step_of(secret: str, typed: str, *, since: int) -> int:
    """The half minute whose code this is, later than `since`; 0 when there is none."""
    digits = "".join(one for one in plain_code(typed) if one.isdigit())
    present = int(now().timestamp()) // STEP
    for step in range(max(present - 1, since + 1), present + 2):
        if hmac.compare_digest(code_at(secret, step).encode(), digits.encode()):
            return step
    return 0


def code_at(secret: str, step: int) -> str:
    """The code that a telephone shows in a half minute."""
    import pyotp  # noqa: PLC0415 - few need it

    return pyotp.TOTP(secret, interval=STEP).at(step * STEP)
