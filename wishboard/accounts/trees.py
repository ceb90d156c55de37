"""Areas and organizations as trees: finding, growing, and who looks after what."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_
from sqlmodel import col, select

from wishboard.accounts.models import Area, AreaLevel, Organization, OrganizationKind
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, Refusal
from wishboard.events.models import Doer
from wishboard.i18n import current_locale, lazy


class NoSuchArea(Refusal):
    """An area that does not exist."""

    code = "no_such_area"
    status = 422
    says = lazy("Please choose an area from the list.")


class NoSuchOrganization(Refusal):
    """An organization that does not exist, or not any more."""

    code = "no_such_organization"
    status = 422
    says = lazy("Please choose an organization from the list.")


class NoKeeper(Refusal):
    """No organization looks after this area."""

    code = "no_keeper"
    status = 422
    says = lazy("No organization looks after %(area)s yet. Please choose the larger area.")


async def area_with(db: AsyncSession, public_id: str) -> Area:
    """The area with this public id. Raises NoSuchArea."""
    area = (await db.exec(select(Area).where(Area.public_id == public_id))).first()
    if area is None:
        raise NoSuchArea
    return area


async def organization_with(db: AsyncSession, public_id: str) -> Organization:
    """The organization with this public id. Raises NoSuchOrganization."""
    found = await db.exec(select(Organization).where(Organization.public_id == public_id))
    organization = found.first()
    if organization is None or organization.closed_on is not None:
        raise NoSuchOrganization
    return organization


async def committee_of(db: AsyncSession, area: Area) -> Organization:
    """The organization that looks after an area, its own or the next larger area's."""
    upwards = (
        select(Organization)
        .join(Area, col(Area.committee_id) == col(Organization.id))
        .where(col(Area.id).in_(ancestry(area.path)), col(Organization.closed_on).is_(None))
        .order_by(col(Area.path).desc())
        .limit(1)
    )
    found = (await db.exec(upwards)).first()
    if found is None:
        raise NoKeeper(area=area.name)
    return found


async def areas(db: AsyncSession, *levels: AreaLevel) -> Sequence[Area]:
    """All areas, or those of some levels, each behind its parent."""
    query = select(Area).order_by(col(Area.path))
    if levels:
        query = query.where(col(Area.level).in_(levels))
    return (await db.exec(query)).all()


async def organizations(
    db: AsyncSession, *kinds: OrganizationKind, within: str = "/"
) -> Sequence[Organization]:
    """Organizations that exist today, of some kinds, below a path."""
    query = (
        select(Organization)
        .where(col(Organization.path).startswith(within), col(Organization.closed_on).is_(None))
        .order_by(col(Organization.path))
    )
    if kinds:
        query = query.where(col(Organization.kind).in_(kinds))
    return (await db.exec(query)).all()


async def organizations_of(
    db: AsyncSession, viewer: Viewer, right: Right
) -> Sequence[Organization]:
    """The organizations for which a viewer holds a right by a role in them or above them."""
    paths, _areas = viewer.scopes(right)
    if not paths:
        return []
    within = or_(*(col(Organization.path).startswith(path) for path in paths))
    query = select(Organization).where(within, col(Organization.closed_on).is_(None))
    return (await db.exec(query.order_by(col(Organization.path)).limit(200))).all()


async def add_area(
    db: AsyncSession, name: str, level: AreaLevel, parent: Area | None = None, name_en: str = ""
) -> Area:
    """Grow the tree of areas by one."""
    area = Area(name=name, name_en=name_en, level=level, parent_id=parent.id if parent else None)
    db.add(area)
    await db.flush()
    area.path = f"{parent.path if parent else '/'}{area.id}/"
    await db.flush()
    return area


async def add_organization(
    db: AsyncSession,
    name: str,
    kind: OrganizationKind,
    area: Area,
    parent: Organization | None = None,
    name_en: str = "",
) -> Organization:
    """Grow the tree of organizations by one."""
    organization = Organization(
        name=name,
        name_en=name_en,
        kind=kind,
        area_id=area.key,
        parent_id=parent.id if parent else None,
    )
    db.add(organization)
    await db.flush()
    organization.path = f"{parent.path if parent else '/'}{organization.id}/"
    await db.flush()
    return organization


async def acts_above(db: AsyncSession, viewer: Viewer, organization_id: int) -> bool:
    """Whether a viewer keeps for an organization's parent; at the top, for the organization."""
    body = await db.get_one(Organization, organization_id)
    if body.parent_id is not None:
        body = await db.get_one(Organization, body.parent_id)
    area = await db.get_one(Area, body.area_id)
    return viewer.may(Right.keep, organization_path=body.path, area_path=area.path)


async def administers_all(db: AsyncSession, viewer: Viewer) -> bool:
    """Whether somebody administers the whole town, and so what holds for everybody in it."""
    if not viewer.may_somewhere(Right.administer):
        return False
    whole = (await db.exec(select(col(Area.path)).where(col(Area.parent_id).is_(None)))).first()
    return viewer.may(Right.administer, area_path=whole)


async def must_administer_all(db: AsyncSession, by: Viewer) -> None:
    """Let pass whoever administers the whole town, or works on its machine. Raises NotAllowed."""
    if by.doer is not Doer.command and not await administers_all(db, by):
        raise NotAllowed


def local_name(place: Area | Organization) -> str:
    """The name of an area or an organization in the reader's language."""
    return place.name_en if current_locale() == "en" and place.name_en else place.name


def ancestry(path: str) -> list[int]:
    """The keys on a path, the root first."""
    return [int(part) for part in path.split("/") if part]


def current(since: date, until: date | None, day: date) -> bool:
    """Whether a dated tie holds on a day."""
    return since <= day and (until is None or until >= day)
