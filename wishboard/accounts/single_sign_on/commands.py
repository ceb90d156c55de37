"""From the claims of an identity provider to a person of this town."""

from typing import Any

from sqlalchemy import func
from sqlmodel import select

from wishboard.accounts.models import Person
from wishboard.accounts.sessions import has_left
from wishboard.accounts.single_sign_on.groups import follow_groups
from wishboard.accounts.single_sign_on.models import Identity
from wishboard.accounts.single_sign_on.refusals import NotVouchedFor
from wishboard.core.database import AsyncSession
from wishboard.settings import settings


async def person_vouched_for(db: AsyncSession, claims: dict[str, Any]) -> Person:
    """The person the claims speak of, with the roles of their groups; made at the first time.

    A known identity keeps its person, whatever name it bears now. Raises NotVouchedFor for
    somebody who has left.
    """
    issuer, subject = settings().sso_issuer, str(claims["sub"])
    if not 0 < len(subject) <= 255:
        raise NotVouchedFor
    await db.exec(select(func.pg_advisory_xact_lock(func.hashtext(issuer), func.hashtext(subject))))
    known = await db.get(Identity, (issuer, subject))
    if known is None:
        person = await _named(db, claims) or await _new_person(db, claims)
        db.add(Identity(issuer=issuer, subject=subject, person_id=person.key))
        await db.flush()
    else:
        person = await db.get_one(Person, known.person_id)
    if has_left(person):
        raise NotVouchedFor
    if settings().sso_groups:
        await follow_groups(db, person.key, _groups(claims))
    return person


async def _named(db: AsyncSession, claims: dict[str, Any]) -> Person | None:
    """The account that bears the name in the claim, where the administrator trusts that claim.

    One that another identity of the issuer holds already is nobody else's.
    """
    claim = settings().sso_username_claim
    username = str(claims.get(claim) or "").strip().lower() if claim else ""
    if not username:
        return None
    person = (await db.exec(select(Person).where(Person.username == username))).first()
    if person is None:
        return None
    held = select(Identity).where(
        Identity.person_id == person.key, Identity.issuer == settings().sso_issuer
    )
    if (await db.exec(held)).first() is not None:
        raise NotVouchedFor
    return person


async def _new_person(db: AsyncSession, claims: dict[str, Any]) -> Person:
    name = str(claims.get("name") or claims.get("preferred_username") or claims["sub"])
    person = Person(name=name.replace("\0", "")[:60])
    db.add(person)
    await db.flush()
    return person


def _groups(claims: dict[str, Any]) -> list[str]:
    said = claims.get(settings().sso_group_claim, [])
    said = [said] if isinstance(said, str) else said
    return [one for one in said if isinstance(one, str)] if isinstance(said, list) else []
