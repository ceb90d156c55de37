"""Whether a year is closed, asked so that nobody closes it meanwhile.

Who writes a credit of a past year shares the gate of the organization that answers for the
holder; who closes that year has the gate alone. A year in which the city still lives cannot be
closed and needs no gate.
"""

from datetime import date

from sqlalchemy import text
from sqlmodel import col, or_, select

from wishboard.accounts.models import Membership, MembershipKind
from wishboard.core.database import AsyncSession
from wishboard.quotas.closing.models import YearClosing
from wishboard.quotas.models import Holder

_SHARE = text("SELECT pg_advisory_xact_lock_shared(hashtextextended(:gate, 0))")
_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:gate, 0))")


async def is_closed(db: AsyncSession, holder: Holder, holder_id: int, year: int) -> bool:
    """Whether a holder's year is closed; it stays so until this transaction ends."""
    organization_id: int | None = holder_id
    if holder is Holder.person:
        organization_id = await answers_for(db, holder_id, year)
    if organization_id is None:
        return False
    await db.execute(_SHARE, {"gate": _gate(organization_id, year)})
    return await closing_of(db, organization_id, year) is not None


async def shut_the_gate(db: AsyncSession, organization_id: int, year: int) -> None:
    """Wait until nobody writes a credit of this year any more, and let nobody begin."""
    await db.execute(_ALONE, {"gate": _gate(organization_id, year)})


async def closing_of(db: AsyncSession, organization_id: int, year: int) -> YearClosing | None:
    """The closing of an organization's year, if it is closed."""
    found = await db.exec(
        select(YearClosing).where(
            YearClosing.organization_id == organization_id, YearClosing.year == year
        )
    )
    return found.first()


async def answers_for(db: AsyncSession, person_id: int, year: int) -> int | None:
    """The organization that answers for a member's year: the last that owned them in it."""
    found = await db.exec(
        select(Membership.organization_id)
        .where(
            Membership.person_id == person_id,
            Membership.kind == MembershipKind.member,
            col(Membership.owning),
            Membership.since <= date(year, 12, 31),
            or_(col(Membership.until).is_(None), col(Membership.until) >= date(year, 1, 1)),
        )
        .order_by(col(Membership.since).desc(), col(Membership.id).desc())
        .limit(1)
    )
    return found.first()


def _gate(organization_id: int, year: int) -> str:
    return f"year:{organization_id}:{year}"
