"""Whose year somebody may look at, and who keeps it."""

from sqlmodel import col, or_, select

from wishboard.accounts.models import Area, Membership, MembershipKind, Organization, Person
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotFound

EARLIEST = 2000
"""The first year of which anything can be known."""


def must_be_a_year(year: int) -> None:
    """Refuse a year that nobody can have here. Raises NotFound."""
    if not EARLIEST <= year <= today().year + 1:
        raise NotFound


async def body_for(
    db: AsyncSession, public_id: str, viewer: Viewer, right: Right = Right.oversee
) -> Organization:
    """An organization over which a viewer holds a right. Raises NotFound."""
    found = await db.exec(
        select(Organization, Area.path)
        .join(Area, col(Area.id) == col(Organization.area_id))
        .where(Organization.public_id == public_id)
    )
    row = found.first()
    if row is None or not viewer.may(right, organization_path=row[0].path, area_path=row[1]):
        raise NotFound
    return row[0]


async def member_for(
    db: AsyncSession, public_id: str, viewer: Viewer, right: Right = Right.oversee
) -> Person:
    """A member of an organization over which a viewer holds a right; as a guest too (双报到).

    Who was a member in the last two years is one still. Raises NotFound.
    """
    lately = today().replace(year=today().year - 2, day=1)
    found = await db.exec(
        select(Person, Organization.path, Area.path)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .join(Organization, col(Organization.id) == col(Membership.organization_id))
        .join(Area, col(Area.id) == col(Organization.area_id))
        .where(
            Person.public_id == public_id,
            Membership.kind == MembershipKind.member,
            or_(col(Membership.until).is_(None), col(Membership.until) >= lately),
        )
    )
    for person, path, area_path in found:
        if viewer.may(right, organization_path=path, area_path=area_path):
            return person
    raise NotFound
