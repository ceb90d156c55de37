"""Who acts in office: the nearest committee and supervisors, the handlers of an organization."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import text

from wishboard.accounts.roles import Role
from wishboard.accounts.trees import ancestry
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession

_APPOINTED = text("""
SELECT a.person_id, a.role, o.path AS organization_path, r.path AS area_path
  FROM appointment a LEFT JOIN organization o ON o.id = a.organization_id
  LEFT JOIN area r ON r.id = a.area_id
 WHERE a.role IN ('committee', 'supervisor', 'handler')
   AND (a.organization_id = ANY(:organizations) OR a.area_id = ANY(:areas))
   AND a.since <= :today AND (a.until IS NULL OR a.until >= :today)
""")


class Office(NamedTuple):
    """Where a wish or an issue belongs: the path of its keeper and the path of its area."""

    keeper_path: str
    area_path: str


class _Appointed(NamedTuple):
    person_id: int
    role: Role
    organization_path: str | None
    area_path: str | None

    def distance(self, office: Office) -> int | None:
        """How many levels above the office the appointment stands, or None beside it."""
        scope = self.organization_path or self.area_path or "\0"
        path = office.keeper_path if self.organization_path else office.area_path
        return path.count("/") - scope.count("/") if path.startswith(scope) else None


@dataclass(slots=True)
class Offices:
    """The appointments above some offices."""

    appointed: list[_Appointed] = field(default_factory=list)

    def committee(self, office: Office) -> Iterable[int]:
        """The committee people nearest to an office: those further up are not told as well."""
        return self._nearest(office, Role.committee)

    def supervision(self, office: Office) -> Iterable[int]:
        """The supervisors nearest to an office."""
        return self._nearest(office, Role.supervisor)

    def handlers(self, organization_path: str) -> Iterable[int]:
        """Those who handle issues for an organization, or for the nearest one above it."""
        return self._nearest(Office(organization_path, ""), Role.handler)

    def _nearest(self, office: Office, role: Role) -> list[int]:
        found = [
            (distance, one.person_id)
            for one in self.appointed
            if one.role is role and (distance := one.distance(office)) is not None
        ]
        nearest = min((distance for distance, _ in found), default=0)
        return [person_id for distance, person_id in found if distance == nearest]


async def offices_for(db: AsyncSession, offices: set[Office]) -> Offices:
    """Everybody appointed above these offices today, in one query."""
    organizations = {key for office in offices for key in ancestry(office.keeper_path)}
    areas = {key for office in offices for key in ancestry(office.area_path)}
    values = {"organizations": sorted(organizations), "areas": sorted(areas), "today": today()}
    found = await db.execute(_APPOINTED, values)
    return Offices(
        [_Appointed(r.person_id, Role(r.role), r.organization_path, r.area_path) for r in found]
    )
