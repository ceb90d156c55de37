"""What somebody sees of their second factor."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import func, select

from wishboard.accounts.models import Person
from wishboard.accounts.second_factor.codes import secret_of
from wishboard.accounts.second_factor.models import RecoveryCode, SecondFactor
from wishboard.core.database import AsyncSession
from wishboard.settings import settings


@dataclass(frozen=True, slots=True)
class Standing:
    """Since when a second factor counts, and how many recovery codes are left."""

    since: datetime
    codes_left: int


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a telephone needs to know: the secret to type, and the address for its QR code."""

    secret: str
    address: str


async def standing_of(db: AsyncSession, person_id: int) -> Standing | None:
    """How somebody's second factor stands, or None without one that counts."""
    factor = await db.get(SecondFactor, person_id)
    if factor is None or factor.confirmed_at is None:
        return None
    query = select(func.count()).where(RecoveryCode.person_id == person_id)
    return Standing(factor.confirmed_at, (await db.exec(query)).one())


async def set_up_of(db: AsyncSession, person_id: int) -> SetUp | None:
    """What was begun and waits for its first code, or None."""
    import pyotp  # noqa: PLC0415 - few need it

    factor = await db.get(SecondFactor, person_id)
    if factor is None or factor.confirmed_at is not None:
        return None
    person = await db.get_one(Person, person_id)
    secret = secret_of(person, factor)
    name = person.username or person.public_id
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=settings().town)
    return SetUp(secret, address)
