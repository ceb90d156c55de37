"""Set up a second factor, take it off, make new recovery codes; and the administrator's reset."""

from sqlalchemy import delete
from sqlmodel import col

from wishboard.accounts.events import SUBJECT, AccountEvent
from wishboard.accounts.models import Person
from wishboard.accounts.own_proof import prove_again
from wishboard.accounts.people import hold_person, must_administer
from wishboard.accounts.second_factor.codes import (
    confirm,
    digest_of,
    hold_factor,
    sealed_secret,
    use_code,
)
from wishboard.accounts.second_factor.models import RecoveryCode, SecondFactor
from wishboard.accounts.sessions import end_sessions
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.ids import receipt_code
from wishboard.core.refusals import Refusal
from wishboard.core.throttle import QUARTER, throttle
from wishboard.events.history import record
from wishboard.i18n import lazy

RECOVERY_CODES = 10


class SetUpAlready(Refusal):
    """A second factor that counts is taken off before another one is set up."""

    code = "second_factor_set_up_already"
    says = lazy("The code from your telephone is asked for already. Take it off first.")


class NotSetUp(Refusal):
    """There is no second factor to confirm, to take off or to reset."""

    code = "second_factor_not_set_up"
    says = lazy("There is no telephone set up here. Please begin again.")


class RoleNeedsIt(Refusal):
    """A role in this town asks for a second factor, so it is not taken off."""

    code = "role_needs_second_factor"
    says = lazy("Your role asks for the code from a telephone, so it cannot be taken off.")


async def begin_second_factor(db: AsyncSession, *, by: Viewer) -> None:
    """Make a new secret, which counts once a code of it is sent. Raises SetUpAlready."""
    import pyotp  # noqa: PLC0415 - few need it

    person = await _hold(db, by)
    factor = await hold_factor(db, person.key)
    if factor is not None and factor.confirmed_at is not None:
        raise SetUpAlready
    secret = sealed_secret(person, pyotp.random_base32())
    if factor is None:
        db.add(SecondFactor(person_id=person.key, secret_sealed=secret))
    else:
        factor.secret_sealed = secret
    await db.flush()


async def confirm_second_factor(
    db: AsyncSession, typed: str, *, password: str = "", by: Viewer
) -> list[str]:
    """Let a second factor count from its first code on; every session ends.

    Returns the recovery codes, which nobody can read again. Raises NotSetUp, SetUpAlready,
    WrongCode, TooOften, and what `prove_again` raises.
    """
    await prove_again(db, password, by=by)
    await throttle(f"second-factor-first:{by.person_id}", most=10, per=QUARTER)
    person = await _hold(db, by)
    factor = await hold_factor(db, person.key)
    if factor is None:
        raise NotSetUp
    if factor.confirmed_at is not None:
        raise SetUpAlready
    confirm(person, factor, typed)
    await end_sessions(db, person.key)
    await record(db, AccountEvent.second_factor_set_up, SUBJECT, person.key, by=by)
    return await _new_recovery_codes(db, person.key)


async def renew_recovery_codes(
    db: AsyncSession, typed: str, *, password: str = "", by: Viewer
) -> list[str]:
    """New recovery codes for a code of the telephone; the old ones are worth nothing.

    Returns them, once. Raises WrongCode, TooOften, and what `prove_again` raises.
    """
    await prove_again(db, password, by=by)
    person = await _hold(db, by)
    await use_code(db, person, typed)
    await record(db, AccountEvent.recovery_codes_renewed, SUBJECT, person.key, by=by)
    return await _new_recovery_codes(db, person.key)


async def remove_second_factor(
    db: AsyncSession, typed: str, *, password: str = "", by: Viewer
) -> None:
    """Take one's own second factor off, with a last code; every session ends.

    Raises RoleNeedsIt, WrongCode, TooOften, and what `prove_again` raises.
    """
    if by.needs_second_factor:
        raise RoleNeedsIt
    await prove_again(db, password, by=by)
    person = await _hold(db, by)
    await use_code(db, person, typed)
    await _forget(db, person.key)
    await record(db, AccountEvent.second_factor_removed, SUBJECT, person.key, by=by)


async def reset_second_factor(db: AsyncSession, person_id: str, *, by: Viewer) -> None:
    """Take somebody's second factor off, as when their telephone is lost.

    Raises OutsideYourScope, NotSetUp.
    """
    person = await hold_person(db, person_id)
    await must_administer(db, person, by)
    if await hold_factor(db, person.key) is None:
        raise NotSetUp
    await _forget(db, person.key)
    await record(db, AccountEvent.second_factor_reset, SUBJECT, person.key, by=by)


async def _hold(db: AsyncSession, by: Viewer) -> Person:
    return await db.get_one(Person, by.person_id, with_for_update=True)


async def _forget(db: AsyncSession, person_id: int) -> None:
    for table in (RecoveryCode, SecondFactor):
        await db.execute(delete(table).where(col(table.person_id) == person_id))
    await end_sessions(db, person_id)


async def _new_recovery_codes(db: AsyncSession, person_id: int) -> list[str]:
    await db.execute(delete(RecoveryCode).where(col(RecoveryCode.person_id) == person_id))
    codes = [receipt_code() for _ in range(RECOVERY_CODES)]
    db.add_all(RecoveryCode(digest=digest_of(person_id, one), person_id=person_id) for one in codes)
    await db.flush()
    return codes
