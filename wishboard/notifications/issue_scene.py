"""Everybody who has a part in some issues: who coordinates, handles, sponsors and supervises."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import text

from wishboard.core.database import AsyncSession
from wishboard.events.models import Event
from wishboard.issues.stages import Part as Role
from wishboard.notifications.offices import Office, Offices, offices_for
from wishboard.notifications.parts import Part

JUST_NOW = timedelta(minutes=1)
"""An assignment that ended this shortly before an event was ended by the same deed."""

_ISSUES = text("""
SELECT i.id, i.sponsor_id, o.path AS keeper_path, r.path AS area_path
  FROM issue i JOIN organization o ON o.id = i.keeper_id JOIN area r ON r.id = i.area_id
 WHERE i.id = ANY(:ids)
""")
_ASSIGNED = text("""
SELECT a.issue_id, a.part, o.path, a.dispatched_at, a.ended_at
  FROM assignment a JOIN organization o ON o.id = a.organization_id WHERE a.issue_id = ANY(:ids)
""")
_PATHS = text("SELECT id, path FROM organization WHERE id = ANY(:ids)")


class _About(NamedTuple):
    """What has to be known of an issue to find who looks after it."""

    sponsor_id: int | None
    office: Office


class _Assigned(NamedTuple):
    """An organization that has, or had, a part in an issue."""

    part: Role
    path: str
    since: datetime
    until: datetime | None

    def takes_part(self, at: datetime) -> bool:
        """Whether it had its part at a moment, or lost it by the deed of that moment."""
        return self.since <= at and (self.until is None or self.until >= at - JUST_NOW)


@dataclass(slots=True)
class IssueScene:
    """Everybody who has a part in some issues."""

    issues: dict[int, _About] = field(default_factory=dict)
    assigned: dict[int, list[_Assigned]] = field(default_factory=dict)
    paths: dict[int, str] = field(default_factory=dict)
    offices: Offices = field(default_factory=Offices)

    def people(self, event: Event, part: Part) -> Iterable[int | None]:
        """Who has a part in an event of an issue."""
        find = _FINDERS.get(part)
        return find(self, event) if find and event.subject_id in self.issues else ()

    def handlers(self, event: Event, *, lead_only: bool) -> Iterable[int]:
        """Those who handle the issue at the moment of an event."""
        for one in self.assigned.get(event.subject_id, ()):
            if one.takes_part(event.at) and (one.part == Role.lead or not lead_only):
                yield from self.offices.handlers(one.path)


def _coordinators(scene: IssueScene, event: Event) -> Iterable[int]:
    return scene.offices.committee(scene.issues[event.subject_id].office)


def _supervisors(scene: IssueScene, event: Event) -> Iterable[int]:
    return scene.offices.supervision(scene.issues[event.subject_id].office)


def _body(scene: IssueScene, event: Event) -> Iterable[int]:
    named = (scene.paths.get(key) for key in _bodies_in(event))
    return [person for path in named if path for person in scene.offices.handlers(path)]


_FINDERS: dict[Part, Callable[[IssueScene, Event], Iterable[int | None]]] = {
    Part.coordinators: _coordinators,
    Part.supervisors: _supervisors,
    Part.lead_body: lambda scene, event: scene.handlers(event, lead_only=True),
    Part.bodies: lambda scene, event: scene.handlers(event, lead_only=False),
    Part.body: _body,
    Part.sponsor: lambda scene, event: [scene.issues[event.subject_id].sponsor_id],
    Part.asked: lambda _scene, event: [event.facts.get("person")],
}


async def issue_scene_of(db: AsyncSession, events: list[Event]) -> IssueScene:
    """Look up whoever has a part in these events of issues, in four queries at most."""
    scene = IssueScene()
    about = {"ids": sorted({event.subject_id for event in events})}
    if not events:
        return scene
    for key, sponsor_id, *paths in await db.execute(_ISSUES, about):
        scene.issues[key] = _About(sponsor_id, Office(*paths))
    for issue_id, *assigned in await db.execute(_ASSIGNED, about):
        scene.assigned.setdefault(issue_id, []).append(_Assigned(*assigned))
    if bodies := {key for event in events for key in _bodies_in(event)}:
        found = await db.execute(_PATHS, {"ids": sorted(bodies)})
        scene.paths = {row.id: row.path for row in found}
    handling = {one.path for several in scene.assigned.values() for one in several}
    scene.offices = await offices_for(
        db,
        {issue.office for issue in scene.issues.values()}
        | {Office(path, "/") for path in handling | set(scene.paths.values())},
    )
    return scene


def _bodies_in(event: Event) -> list[int]:
    """The organizations that an event names: `organization`, or several `organizations`."""
    one, several = event.facts.get("organization"), event.facts.get("organizations", [])
    return [*([one] if one else []), *several]
