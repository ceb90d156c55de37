"""Proving once more who one is, before one's own locks are changed; and changing the password."""

from datetime import timedelta
from enum import StrEnum

from sqlmodel import select

from wishboard.accounts.events import SUBJECT, AccountEvent
from wishboard.accounts.lock_outs import Door, note_lock_out
from wishboard.accounts.models import Person, SignIn, WayIn
from wishboard.accounts.passwords import check_strength, hashed, matches
from wishboard.accounts.sessions import end_sessions, open_session
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Refusal
from wishboard.core.throttle import QUARTER, TooOften, throttle
from wishboard.events.history import record
from wishboard.i18n import lazy

FRESH = timedelta(minutes=10)
"""How old a sign-in without a password may be when somebody's locks are changed."""


class NotYourPassword(Refusal):
    """What was typed is not the password of who is signed in."""

    code = "not_your_password"
    status = 422
    says = lazy("This is not your password. Please try again.")


class SignInAgain(Refusal):
    """Who came without a password shows by a new sign-in that it is still them."""

    code = "sign_in_again"
    status = 403
    says = lazy(
        "This needs a sign-in of the last %(minutes)s minutes. Please sign in again, then go on."
    )


class Proof(StrEnum):
    """What has to be proven once more, and how."""

    password = "password"  # noqa: S105 - a proof
    given = "given"
    sign_in = "sign_in"


async def proof_needed(db: AsyncSession, viewer: Viewer) -> Proof:
    """By what somebody shows that it is still them who sit there.

    Who came by their password types it. Who came by a link or from their organization may not know
    one: they come in that way once more, unless they did just now.
    """
    query = select(SignIn.how, SignIn.created_at).where(SignIn.public_id == viewer.session)
    how, since = (await db.exec(query)).first() or (WayIn.password, None)
    person = await db.get_one(Person, viewer.person_id)
    if how is WayIn.password and person.password_hash is not None:
        return Proof.password
    return Proof.given if since is not None and since > now() - FRESH else Proof.sign_in


async def prove_again(db: AsyncSession, password: str, *, by: Viewer) -> None:
    """Refuse whoever cannot show that they are the viewer. Raises NotYourPassword, SignInAgain,
    TooOften."""
    needed = await proof_needed(db, by)
    if needed is Proof.sign_in:
        raise SignInAgain(minutes=int(FRESH.total_seconds() // 60))
    if needed is Proof.password:
        await _must_match(db, password, by)


async def change_password(
    db: AsyncSession, current: str, chosen: str, *, by: Viewer, device: str = ""
) -> str:
    """Set a new password, close every session and open a new one. Returns its token.

    Raises NotYourPassword when the current one does not fit, TooSimple when the new one is weak.
    """
    person = await _must_match(db, current, by)
    check_strength(chosen, person.username or "")
    person.password_hash = await hashed(chosen)
    person.must_change_password = False
    await end_sessions(db, person.key)
    await record(db, AccountEvent.password_changed, SUBJECT, person.key, by=by)
    return await open_session(db, person.key, device=device)


async def _must_match(db: AsyncSession, password: str, by: Viewer) -> Person:
    try:
        await throttle(f"password:{by.person_id}", most=10, per=QUARTER)
    except TooOften:
        await note_lock_out(by.person_id, Door.password)
        raise
    person = await db.get_one(Person, by.person_id)
    if not await matches(password, person.password_hash):
        raise NotYourPassword
    return person
