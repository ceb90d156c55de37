"""Who can certify: who recorded the deeds, or a body above, where a committee could answer."""

from collections.abc import Iterable, Sequence

from sqlmodel import col, or_, select

from wishboard.accounts.models import Appointment, Area, Organization
from wishboard.accounts.roles import Role
from wishboard.accounts.trees import ancestry
from wishboard.certificates.service import Deed
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession


async def issuers_for(db: AsyncSession, deeds: Iterable[Deed]) -> list[Organization]:
    """The organizations that can certify some of these deeds; first who can certify the most.

    Among equals the nearest to the deeds comes first. A closed organization certifies nothing.
    """
    paths = [deed.keeper.path for deed in deeds if deed.counts]
    bodies = await _bodies(db, {key for path in paths for key in ancestry(path)})
    able = await _with_committee(db, bodies)

    def recorded(body: Organization) -> int:
        return sum(path.startswith(body.path) for path in paths)

    return sorted(able, key=lambda body: (-recorded(body), -body.path.count("/"), body.key))


async def _bodies(db: AsyncSession, keys: set[int]) -> Sequence[Organization]:
    query = select(Organization).where(
        col(Organization.id).in_(sorted(keys)), col(Organization.closed_on).is_(None)
    )
    return (await db.exec(query)).all() if keys else []


async def _with_committee(db: AsyncSession, bodies: Sequence[Organization]) -> list[Organization]:
    """Those for which somebody of a committee can act, by an organization or an area."""
    query = select(Area.id, Area.path).where(col(Area.id).in_({body.area_id for body in bodies}))
    lying = {key: path for key, path in await db.exec(query) if key is not None}
    found = await db.exec(
        select(Appointment.organization_id, Appointment.area_id).where(
            Appointment.role == Role.committee,
            Appointment.since <= today(),
            or_(col(Appointment.until).is_(None), col(Appointment.until) >= today()),
            or_(
                col(Appointment.organization_id).in_(_on([body.path for body in bodies])),
                col(Appointment.area_id).in_(_on(lying.values())),
            ),
        )
    )
    held = found.all()
    acting, areas = {body for body, _ in held if body}, {area for _, area in held if area}
    return [
        body
        for body in bodies
        if acting & set(ancestry(body.path)) or areas & set(ancestry(lying[body.area_id]))
    ]


def _on(paths: Iterable[str]) -> set[int]:
    return {key for path in paths for key in ancestry(path)}
