"""Ask for a link, find whom it is for, use it up.

At the door nothing is looked up: what was typed is written down, whoever it belongs to. So an
address that nobody has is answered alike and as fast; the worker sends the link or forgets.
"""

import secrets
from datetime import timedelta

from sqlalchemy import delete, exists, func
from sqlmodel import col, or_, select

from wishboard.accounts.links.models import SignInLink
from wishboard.accounts.models import Appointment, Membership, Person
from wishboard.accounts.sessions import token_hash
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound, Refusal
from wishboard.core.throttle import throttle_guesses
from wishboard.i18n import lazy
from wishboard.settings import settings

GOOD_FOR = timedelta(minutes=20)
"""How long a link opens the door."""
SENT_WITHIN = timedelta(minutes=10)
"""How long the worker tries to send it."""
BATCH = 20


class LinkSpent(Refusal):
    """A link that was used, has run out, or never was one."""

    code = "link_spent"
    status = 422
    says = lazy("This link was used already or has run out. Please ask for a new one.")


def links_are_sent() -> bool:
    """Whether this town lets its members in by a link."""
    return settings().sign_in_links and bool(settings().mail_urls)


async def ask_for_link(db: AsyncSession, typed: str, *, address: str) -> None:
    """Write down that a link is wanted at a mail address. Raises TooOften, NotFound."""
    if not links_are_sent():
        raise NotFound
    typed = typed.strip().lower()
    await throttle_guesses("link", typed, address, most=3, from_address=20, from_network=60)
    db.add(SignInLink(address=typed))
    await db.flush()


async def next_link(db: AsyncSession) -> tuple[str, Person] | None:
    """Give the oldest link that was asked for its secret. Returns that and its person, once.

    What nobody may have is forgotten on the way, and what waited too long.
    """
    waiting = (
        select(SignInLink)
        .where(col(SignInLink.token_hash).is_(None))
        .order_by(col(SignInLink.id))
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    for link in (await db.exec(waiting)).all():
        person = await _reader_of(db, link.address)
        if person is None or link.asked_at < now() - SENT_WITHIN:
            await db.delete(link)
            continue
        token = secrets.token_urlsafe(24)
        link.person_id, link.address = person.key, ""
        link.token_hash, link.expires_at = token_hash(token), now() + GOOD_FOR
        return token, person
    return None


async def use_link(db: AsyncSession, token: str) -> Person:
    """Whom a link is for; nobody can use it again. A temporary password of theirs goes with it.

    Raises LinkSpent, for whatever reason it opens nothing.
    """
    used = delete(SignInLink).where(
        col(SignInLink.token_hash) == token_hash(token), col(SignInLink.expires_at) > now()
    )
    row = (await db.execute(used.returning(col(SignInLink.person_id)))).first()
    person = await db.get(Person, row[0]) if row else None
    if person is None or not links_are_sent() or not await _may_use(db, person):
        raise LinkSpent
    if person.must_change_password:
        person.password_hash, person.must_change_password = None, False
    return person


async def forget_links(db: AsyncSession) -> None:
    """Drop links that have run out, and requests nobody has sent."""
    old = or_(
        col(SignInLink.expires_at) < now(),
        col(SignInLink.expires_at).is_(None) & (col(SignInLink.asked_at) < now() - SENT_WITHIN),
    )
    await db.execute(delete(SignInLink).where(old))


async def _reader_of(db: AsyncSession, address: str) -> Person | None:
    """The one person who reads the mail of an address and may come in by a link."""
    query = select(Person).where(func.lower(col(Person.email)) == address, Person.email != "")
    found = (await db.exec(query.limit(2))).all()
    return found[0] if len(found) == 1 and await _may_use(db, found[0]) else None


async def _may_use(db: AsyncSession, person: Person) -> bool:
    """Members and volunteers without a role: a mailbox opens no desk."""
    day = today()
    ties = [
        exists().where(
            col(tie.person_id) == person.key, or_(col(tie.until).is_(None), col(tie.until) >= day)
        )
        for tie in (Membership, Appointment)
    ]
    query = select(Person.id).where(
        Person.id == person.id,
        or_(col(Person.left_on).is_(None), col(Person.left_on) > day),
        ties[0],
        ~ties[1],
    )
    return (await db.exec(query)).first() is not None
