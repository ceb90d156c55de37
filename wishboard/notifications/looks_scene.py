"""Unusual looking at contact data: the supervisors and administrators above whoever looked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import text

from wishboard.accounts.roles import Role
from wishboard.core.clock import today
from wishboard.core.database import AsyncSession
from wishboard.events.models import Event
from wishboard.notifications.parts import Part

_ABOVE = text("""
WITH current AS (
  SELECT a.person_id, a.role, o.path AS organization_path,
         coalesce(r.path, lying.path) AS area_path
    FROM appointment a LEFT JOIN organization o ON o.id = a.organization_id
    LEFT JOIN area lying ON lying.id = o.area_id LEFT JOIN area r ON r.id = a.area_id
   WHERE a.since <= :today AND (a.until IS NULL OR a.until >= :today)
), tie AS (
  SELECT person_id, organization_path, area_path FROM current WHERE person_id = ANY(:people)
   UNION ALL
  SELECT m.person_id, o.path, r.path FROM membership m
    JOIN organization o ON o.id = m.organization_id JOIN area r ON r.id = o.area_id
   WHERE m.person_id = ANY(:people) AND m.since <= :today
     AND (m.until IS NULL OR m.until >= :today)
)
SELECT DISTINCT tie.person_id AS about, up.person_id, up.role
  FROM current up JOIN tie ON starts_with(tie.organization_path, up.organization_path)
    OR up.organization_path IS NULL AND starts_with(tie.area_path, up.area_path)
 WHERE up.role IN ('supervisor', 'administrator')
""")
_ROLES = {Part.supervisors: Role.supervisor, Part.administrators: Role.administrator}


@dataclass(slots=True)
class LooksScene:
    """Who stands above the people that events of looking speak of."""

    above: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def people(self, event: Event, part: Part) -> Iterable[int | None]:
        """Who has a part in an event; never whoever looked."""
        about = event.facts["person"]
        found = self.above.get((about, _ROLES[part].value), []) if part in _ROLES else []
        return [person_id for person_id in found if person_id != about]


async def looks_scene_of(db: AsyncSession, events: Sequence[Event]) -> LooksScene:
    """Look up who is to be told of these events, in one query at most."""
    scene = LooksScene()
    if events:
        people = sorted({event.facts["person"] for event in events})
        for row in await db.execute(_ABOVE, {"people": people, "today": today()}):
            scene.above[row.about, row.role].append(row.person_id)
    return scene
