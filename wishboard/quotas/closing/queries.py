"""Reading closed years, and what has changed since."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_
from sqlmodel import col, or_, select

from wishboard.accounts.models import Membership, MembershipKind, Organization, Person
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound
from wishboard.quotas.closing.models import YearClosing
from wishboard.quotas.models import Credit, Holder
from wishboard.quotas.scope import body_for


async def closing_for(
    db: AsyncSession, public_id: str, viewer: Viewer
) -> tuple[YearClosing, Organization]:
    """A closed year of an organization that a viewer oversees. Raises NotFound."""
    found = await db.exec(
        select(YearClosing, Organization)
        .join(Organization, col(Organization.id) == col(YearClosing.organization_id))
        .where(YearClosing.public_id == public_id)
    )
    row = found.first()
    if row is None:
        raise NotFound
    await body_for(db, row[1].public_id, viewer)
    return row[0], row[1]


async def closings_of(db: AsyncSession, organization_id: int) -> Sequence[YearClosing]:
    """The closed years of an organization, the newest first."""
    found = await db.exec(
        select(YearClosing)
        .where(YearClosing.organization_id == organization_id)
        .order_by(col(YearClosing.year).desc())
    )
    return found.all()


async def named_in(db: AsyncSession, closing: YearClosing) -> dict[str, Person]:
    """The people of a statement by their public ids."""
    ids = [one["person"] for one in closing.statement["members"]]
    found = await db.exec(select(Person).where(col(Person.public_id).in_(ids)))
    return {person.public_id: person for person in found}


async def adjustments_to(db: AsyncSession, organization_id: int, year: int) -> Sequence[Credit]:
    """The rows in later years that change what was done in a closed one, oldest first."""
    members = select(Membership.person_id).where(
        Membership.organization_id == organization_id,
        Membership.kind == MembershipKind.member,
        Membership.since <= date(year, 12, 31),
        or_(col(Membership.until).is_(None), col(Membership.until) >= date(year, 1, 1)),
    )
    found = await db.exec(
        select(Credit)
        .where(
            Credit.adjusts == year,
            or_(
                and_(
                    col(Credit.holder) == Holder.organization,
                    col(Credit.holder_id) == organization_id,
                ),
                and_(col(Credit.holder) == Holder.person, col(Credit.holder_id).in_(members)),
            ),
        )
        .order_by(col(Credit.id))
    )
    return found.all()
