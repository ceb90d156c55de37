"""Finding people, what they belong to, and whose administrator may act on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Exists, bindparam, exists
from sqlmodel import col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from wishboard.accounts.models import (
    Appointment,
    Area,
    Membership,
    MembershipKind,
    Organization,
    Person,
)
from wishboard.accounts.refusals import OutsideYourScope
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession, send
from wishboard.core.refusals import NotFound

FOUND = 50
"""How many people a search shows."""


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds today, and over what."""

    appointment: Appointment
    over: Organization | Area

    @property
    def where(self) -> str:
        """What the role is held over, in the reader's language."""
        return local_name(self.over)


@dataclass(frozen=True, slots=True)
class Belonging:
    """A membership somebody has today, and in what."""

    membership: Membership
    organization: Organization

    @property
    def where(self) -> str:
        """The organization in the reader's language."""
        return local_name(self.organization)


async def find_person(db: AsyncSession, public_id: str) -> Person:
    """The person with this public id. Raises NotFound."""
    person = (await db.exec(select(Person).where(Person.public_id == public_id))).first()
    if person is None:
        raise NotFound
    return person


async def hold_person(db: AsyncSession, public_id: str) -> Person:
    """A person, locked until the transaction ends. Raises NotFound."""
    found = await db.exec(select(Person).where(Person.public_id == public_id).with_for_update())
    person = found.first()
    if person is None:
        raise NotFound
    return person


async def people_within(db: AsyncSession, viewer: Viewer, text: str) -> Sequence[Person]:
    """People an administrator finds by name or user name: those of their scope and those of none.

    At most FOUND, by name.
    """
    query = select(Person).where(within(viewer)).order_by(col(Person.name), col(Person.id))
    if text:
        part = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        query = query.where(or_(col(Person.name).like(part), col(Person.username).ilike(part)))
    return (await db.exec(query.limit(FOUND))).all()


async def roles_of(db: AsyncSession, person_ids: Sequence[int]) -> dict[int, list[Held]]:
    """The roles people hold today or from later on, by their keys."""
    found = await db.exec(
        select(Appointment, Organization, Area)
        .outerjoin(Organization, col(Organization.id) == col(Appointment.organization_id))
        .outerjoin(Area, col(Area.id) == col(Appointment.area_id))
        .where(col(Appointment.person_id).in_(person_ids), _current(Appointment))
        .order_by(col(Appointment.id))
    )
    held: dict[int, list[Held]] = {person_id: [] for person_id in person_ids}
    for appointment, organization, area in found:
        held[appointment.person_id].append(Held(appointment, organization or area))
    return held


async def memberships_of(db: AsyncSession, person_ids: Sequence[int]) -> dict[int, list[Belonging]]:
    """The organizations people belong to today, by their keys."""
    found = await db.exec(
        select(Membership, Organization)
        .join(Organization, col(Organization.id) == col(Membership.organization_id))
        .where(col(Membership.person_id).in_(person_ids), _current(Membership))
        .order_by(col(Membership.id))
    )
    belonging: dict[int, list[Belonging]] = {key: [] for key in person_ids}
    for membership, organization in found:
        belonging[membership.person_id].append(Belonging(membership, organization))
    return belonging


async def must_administer(db: AsyncSession, person: Person, by: Viewer) -> None:
    """Refuse deeds on people of elsewhere, or with a role beyond one's own scope.

    Raises OutsideYourScope.
    """
    inside = select(Person.id).where(Person.id == person.id, within(by))
    if (await db.exec(inside)).first() is None:
        raise OutsideYourScope
    for held in (await roles_of(db, [person.key]))[person.key]:
        if not by.may(Right.administer, **await scope_paths(db, held.appointment)):
            raise OutsideYourScope


async def scope_paths(db: AsyncSession, appointment: Appointment) -> dict[str, str]:
    """The paths that a role's scope lies on: an organization's with its area's, or an area's."""
    if appointment.organization_id is not None:
        organization = await db.get_one(Organization, appointment.organization_id)
        area = await db.get_one(Area, organization.area_id)
        return {"organization_path": organization.path, "area_path": area.path}
    area = await db.get_one(Area, appointment.area_id)
    return {"area_path": area.path}


async def owner_on(
    db: AsyncSession, person_id: int, day: date, *kinds: MembershipKind
) -> int | None:
    """The organization that owned a person on a day, by a membership of some kinds or of any."""
    found = await send(db, _owner(*kinds), {"person": person_id, "day": day})
    return found.scalar()


@cache
def _owner(*kinds: MembershipKind) -> SelectOfScalar[int]:
    """The statement behind `owner_on`, made once."""
    day: BindParameter[date] = bindparam("day")
    query = (
        select(Membership.organization_id)
        .where(
            Membership.person_id == bindparam("person"),
            col(Membership.owning),
            col(Membership.since) <= day,
            or_(col(Membership.until).is_(None), col(Membership.until) >= day),
        )
        .order_by(col(Membership.since).desc(), col(Membership.id).desc())
        .limit(1)
    )
    return query.where(col(Membership.kind).in_(kinds)) if kinds else query


def tied_within(viewer: Viewer, right: Right) -> ColumnElement[bool]:
    """People who belong to, or act for, an organization or area over which a viewer has a right."""
    kept, lying = viewer.scopes(right)
    below = [col(Organization.path).startswith(path) for path in kept]
    areas = [col(Area.path).startswith(path) for path in lying]
    bodies = (
        select(col(Organization.id))
        .join(Area, col(Area.id) == col(Organization.area_id))
        .where(or_(False, *below, *areas))
    )
    places = select(col(Area.id)).where(or_(False, *areas))
    return or_(
        _tie(Membership).where(col(Membership.organization_id).in_(bodies)),
        _tie(Appointment).where(
            or_(
                col(Appointment.organization_id).in_(bodies),
                col(Appointment.area_id).in_(places),
            )
        ),
    )


def within(viewer: Viewer, right: Right = Right.administer) -> ColumnElement[bool]:
    """People within the scope of a viewer's right, and those who are tied to nothing."""
    return or_(tied_within(viewer, right), ~_tie(Membership) & ~_tie(Appointment))


def _tie(tie: type[Membership] | type[Appointment]) -> Exists:
    return exists().where(col(tie.person_id) == col(Person.id), _current(tie))


def _current(tie: type[Membership] | type[Appointment]) -> ColumnElement[bool]:
    return or_(col(tie.until).is_(None), col(tie.until) >= today())
