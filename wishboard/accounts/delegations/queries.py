"""Who has handed on what to whom: one's own, and for the administrator of those places."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, or_
from sqlalchemy import select as select_rows
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from wishboard.accounts.delegations.models import Delegation
from wishboard.accounts.models import Appointment, Area, Membership, Organization, Person
from wishboard.accounts.people import Held, roles_of
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession

SHOWN = 100
_OTHERS = 300


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A delegation with who gave and who received it, and over what."""

    delegation: Delegation
    giver: Person
    receiver: Person
    over: Organization | Area

    @property
    def where(self) -> str:
        """What it is held over, in the reader's language."""
        return local_name(self.over)


async def delegations_of(db: AsyncSession, person_id: int) -> Sequence[HandedOn]:
    """What somebody handed on or was handed, the newest first."""
    mine = or_(col(Delegation.giver_id) == person_id, col(Delegation.receiver_id) == person_id)
    return await _found(db, mine)


async def delegations_over(db: AsyncSession, viewer: Viewer) -> Sequence[HandedOn]:
    """What was handed on within the places an administrator looks after, the newest first."""
    kept, lying = viewer.scopes(Right.administer)
    bodies = [col(Organization.path).startswith(path) for path in kept]
    areas = [col(Area.path).startswith(path) for path in lying]
    return await _found(db, or_(false(), *bodies, *areas))


async def own_roles(db: AsyncSession, viewer: Viewer) -> list[Held]:
    """The roles somebody may hand on: their own, and none that was handed to them."""
    held = (await roles_of(db, [viewer.person_id]))[viewer.person_id]
    found = await db.exec(
        select(Delegation.appointment_id).where(Delegation.receiver_id == viewer.person_id)
    )
    handed = set(found.all())
    return [one for one in held if one.appointment.id not in handed]


async def parts_of(db: AsyncSession, roles: Sequence[Held]) -> list[tuple[str, str]]:
    """The organizations and areas below one's own roles, by `organization:` or `area:` and id."""
    bodies = [one.over.path for one in roles if isinstance(one.over, Organization)]
    areas = [one.over.path for one in roles if isinstance(one.over, Area)]
    below = [col(Organization.path).startswith(path) for path in bodies]
    organizations = await db.exec(
        select(Organization)
        .where(or_(false(), *below), col(Organization.closed_on).is_(None))
        .order_by(col(Organization.path))
        .limit(_OTHERS)
    )
    places = await db.exec(
        select(Area)
        .where(or_(false(), *(col(Area.path).startswith(path) for path in areas)))
        .order_by(col(Area.path))
        .limit(_OTHERS)
    )
    return [
        *((f"organization:{body.public_id}", local_name(body)) for body in organizations.all()),
        *((f"area:{area.public_id}", local_name(area)) for area in places.all()),
    ]


async def colleagues(db: AsyncSession, viewer: Viewer) -> list[tuple[str, str]]:
    """User names and names of those who belong to, or act for, the organizations one acts for."""
    paths = [grant.organization_path for grant in viewer.grants if grant.organization_path]
    tops = [col(Organization.path).startswith(path) for path in paths]
    own = select(col(Organization.id)).where(or_(col(Organization.id) == viewer.owning_id, *tops))
    ties: list[ColumnElement[bool]] = [
        col(Person.id).in_(
            select(col(tie.person_id)).where(
                col(tie.organization_id).in_(own),
                or_(col(tie.until).is_(None), col(tie.until) >= today()),
            )
        )
        for tie in (Membership, Appointment)
    ]
    found = await db.exec(
        select(Person.username, Person.name)
        .where(
            or_(*ties),
            col(Person.username).is_not(None),
            col(Person.left_on).is_(None),
            Person.id != viewer.person_id,
        )
        .order_by(col(Person.name))
        .limit(_OTHERS)
    )
    return [(username, name) for username, name in found if username]


async def _found(db: AsyncSession, which: ColumnElement[bool]) -> list[HandedOn]:
    giver, receiver, place = aliased(Person), aliased(Person), aliased(Area)
    found = await db.execute(
        select_rows(Delegation, giver, receiver, Organization, place)
        .join(giver, col(giver.id) == col(Delegation.giver_id))
        .join(receiver, col(receiver.id) == col(Delegation.receiver_id))
        .outerjoin(Organization, col(Organization.id) == col(Delegation.organization_id))
        .outerjoin(place, col(place.id) == col(Delegation.area_id))
        .outerjoin(
            Area, or_(col(Area.id) == col(Organization.area_id), col(Area.id) == col(place.id))
        )
        .where(which)
        .order_by(col(Delegation.id).desc())
        .limit(SHOWN)
    )
    return [
        HandedOn(delegation, gave, got, body or area)
        for delegation, gave, got, body, area in found.all()
    ]
