"""What one body has in hand: an exposure, a mediation, a certificate. Who is told, and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import text

from wishboard.certificates.events import SUBJECT as CERTIFICATE
from wishboard.core.database import AsyncSession
from wishboard.disclosure.exports.events import SUBJECT as EXPORT
from wishboard.events.models import Event
from wishboard.mediation.events import CASE
from wishboard.notifications.offices import Office, Offices, offices_for
from wishboard.notifications.parts import Part
from wishboard.notifications.paths import path_of
from wishboard.quotas.events import BODY
from wishboard.supervision.events import EXPOSURE

_FOUND = {
    EXPOSURE: text("""
SELECT e.id, e.public_id, e.title, b.path AS body_path, k.path AS keeper_path, r.path AS area_path
  FROM exposure e JOIN organization b ON b.id = e.organization_id
  JOIN organization k ON k.id = e.keeper_id JOIN area r ON r.id = e.area_id
 WHERE e.id = ANY(:ids)
"""),
    CASE: text("""
SELECT c.id, c.public_id, w.title, b.path AS body_path, k.path AS keeper_path, r.path AS area_path
  FROM mediation_case c JOIN organization b ON b.id = c.committee_id
  JOIN wish w ON w.id = c.wish_id JOIN organization k ON k.id = w.keeper_id
  JOIN area r ON r.id = w.area_id
 WHERE c.id = ANY(:ids)
"""),
    CERTIFICATE: text("""
SELECT c.id, c.public_id, coalesce(c.serial, p.name) AS title, b.path AS body_path,
       b.path AS keeper_path, r.path AS area_path
  FROM certificate c JOIN organization b ON b.id = c.issuer_id
  JOIN person p ON p.id = c.holder_id JOIN area r ON r.id = b.area_id
 WHERE c.id = ANY(:ids)
"""),
    EXPORT: text("""
SELECT x.id, x.public_id, o.name AS title, o.path AS body_path, o.path AS keeper_path,
       r.path AS area_path
  FROM contact_export x JOIN organization o ON o.id = x.organization_id
  JOIN area r ON r.id = o.area_id
 WHERE x.id = ANY(:ids)
"""),
    BODY: text("""
SELECT o.id, o.public_id, o.name AS title, o.path AS body_path, o.path AS keeper_path,
       r.path AS area_path
  FROM organization o JOIN area r ON r.id = o.area_id WHERE o.id = ANY(:ids)
"""),
}
SUBJECTS = frozenset(_FOUND)


class InHand(NamedTuple):
    """What some events are about: its title, its page, the body that has it and its office."""

    title: str
    path: str
    body_path: str
    office: Office


@dataclass(slots=True)
class BodyScene:
    """Everybody who has a part in what lies in the hands of one body."""

    things: dict[tuple[str, int], InHand] = field(default_factory=dict)
    offices: Offices = field(default_factory=Offices)

    def people(self, event: Event, part: Part) -> Iterable[int | None]:
        """Who has a part in an event."""
        thing = self.things.get((event.subject, event.subject_id))
        if thing is None:
            return ()
        if part is Part.body:
            return self.offices.handlers(thing.body_path)
        if part is Part.asked:
            return [event.facts["person"]]
        if part is Part.supervisors:
            return self.offices.supervision(thing.office)
        return self.offices.committee(thing.office) if part is Part.coordinators else ()


async def in_hand(db: AsyncSession, events: Sequence[Event]) -> dict[tuple[str, int], InHand]:
    """What these events are about, by subject and key, in a query for each sort."""
    found: dict[tuple[str, int], InHand] = {}
    for subject, query in _FOUND.items():
        ids = sorted({event.subject_id for event in events if event.subject == subject})
        for row in await db.execute(query, {"ids": ids}) if ids else ():
            office = Office(row.keeper_path, row.area_path)
            path = path_of(subject, row.public_id)
            found[subject, row.id] = InHand(row.title, path, row.body_path, office)
    return found


async def body_scene_of(db: AsyncSession, events: Sequence[Event]) -> BodyScene:
    """Look up whoever has a part in these events, in five queries at most."""
    things = await in_hand(db, events)
    if not things:
        return BodyScene()
    bodies = {Office(thing.body_path, "/") for thing in things.values()}
    offices = await offices_for(db, bodies | {thing.office for thing in things.values()})
    return BodyScene(things, offices)
