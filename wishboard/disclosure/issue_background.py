"""What the ids in the events of issues stand for, looked up in bulk, and named to an audience."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlmodel import col, select

from wishboard.catalogue.models import QuantityKind
from wishboard.catalogue.quantities import kind_named
from wishboard.core.database import AsyncSession
from wishboard.core.rows import Row
from wishboard.disclosure.audiences import Audience
from wishboard.disclosure.names import Known, named, organizations_named, people_named
from wishboard.events.models import Doer, Event
from wishboard.i18n import gettext as _
from wishboard.issues.events import IssueEvent
from wishboard.issues.handling.models import Assignment, Extension, Objection, Reply
from wishboard.issues.models import Issue
from wishboard.issues.stages import Part

R = TypeVar("R", bound=Row)

_BY_LEAD = frozenset(
    {
        IssueEvent.accepted,
        IssueEvent.objected,
        IssueEvent.contacted,
        IssueEvent.extension_asked,
        IssueEvent.replied,
        IssueEvent.planned,
        IssueEvent.milestone_reached,
        IssueEvent.solved,
        IssueEvent.followed_up,
    }
)
"""Deeds of the body in whose hands an issue is."""
_PLAIN = ("days", "how", "cause", "wishes", "asked", "rung", "colour", "count", "hours", "figure")
"""Facts that are words or numbers as they stand."""
_OWNERS = frozenset({Audience.wisher, Audience.keeper})


@dataclass(frozen=True, slots=True)
class IssueBackground:
    """The things that some events of issues speak of, by their keys."""

    issues: Mapping[int, Issue] = field(default_factory=dict)
    assignments: Sequence[Assignment] = ()
    objections: Mapping[int, Objection] = field(default_factory=dict)
    extensions: Mapping[int, Extension] = field(default_factory=dict)
    replies: Mapping[int, Reply] = field(default_factory=dict)
    people: Mapping[int, Known] = field(default_factory=dict)
    bodies: Mapping[int, str] = field(default_factory=dict)
    kinds: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def who(self, event: Event, audience: Audience, reader: int | None = None) -> str:
        """Who did it. Outside the offices an organization answers for its people.

        A sponsoring leader is named to everybody: they answer for the issue in public.
        """
        person_id = self._person(event)
        if person_id is None:
            return ""
        if person_id == reader:
            return _("You")
        body, known = self._body_of(event, person_id), self.people.get(person_id)
        name = known.name if known else ""
        if event.kind == IssueEvent.sponsored:
            return name
        if audience is Audience.keeper and name:
            return named(name, body, audience)
        return body

    def facts(self, event: Event, audience: Audience) -> dict[str, Any]:
        """What else the sentence of an event needs, as far as the audience may know it."""
        found: dict[str, Any] = {name: event.facts[name] for name in _PLAIN if name in event.facts}
        if until := event.facts.get("until"):
            found["until"] = _moment(until) if "T" in until else date.fromisoformat(until)
        found["body"] = self.bodies.get(event.facts.get("organization") or 0, "")
        if into := self.issues.get(event.facts.get("into") or 0):
            found["title"] = into.title
        found["quantities"] = [
            (self.kinds[code][0], amount, self.kinds[code][1])
            for code, amount in event.facts.get("quantities", {}).items()
            if code in self.kinds
        ]
        found |= self._objected(event, audience) | self._extended(event, audience)
        reply = self.replies.get(event.facts.get("reply") or 0)
        if reply and audience in _OWNERS:
            found["explanation"] = "\n".join(part for part in (reply.text, reply.measure) if part)
        return {name: value for name, value in found.items() if value}

    def _objected(self, event: Event, audience: Audience) -> dict[str, Any]:
        objection = self.objections.get(event.facts.get("objection") or 0)
        if objection is None:
            return {}
        decided = event.kind == IssueEvent.objection_decided
        found: dict[str, Any] = {"body": self.bodies.get(objection.other_id, "")}
        if decided:
            found["granted"] = objection.upheld
        if audience is Audience.keeper:
            found["explanation"] = objection.words if decided else objection.reason
        return found

    def _extended(self, event: Event, audience: Audience) -> dict[str, Any]:
        extension = self.extensions.get(event.facts.get("extension") or 0)
        if extension is None:
            return {}
        decided = event.kind == IssueEvent.extension_decided
        found: dict[str, Any] = {"day": extension.until}
        if decided:
            found["granted"] = extension.granted
        if audience in _OWNERS:
            found["explanation"] = extension.words if decided else extension.reason
        return found

    def _person(self, event: Event) -> int | None:
        asked: int | None = event.facts.get("person")
        return event.doer_id if asked is None and event.doer is Doer.person else asked

    def _body_of(self, event: Event, person_id: int) -> str:
        """For which organization somebody did it: the lead's, their own, or the keeper's."""
        issue, known = self.issues.get(event.subject_id), self.people.get(person_id)
        by_lead = event.kind in _BY_LEAD
        lead = self._lead_at(event.subject_id, event.at) if by_lead else None
        own = known.organization_id if known else None
        return self.bodies.get(lead or own or (issue.keeper_id if issue else 0), "")

    def _lead_at(self, issue_id: int, at: datetime) -> int | None:
        for one in self.assignments:
            had = one.dispatched_at <= at and (one.ended_at is None or one.ended_at >= at)
            if one.issue_id == issue_id and one.part is Part.lead and had:
                return one.organization_id
        return None


async def issue_background_of(db: AsyncSession, events: Sequence[Event]) -> IssueBackground:
    """Look up whatever these events of issues speak of, in eight queries at most."""
    if not events:
        return IssueBackground()
    keys = {event.subject_id for event in events}
    issues = await _by_key(db, Issue, keys | _named(events, "into"))
    found = await db.exec(
        select(Assignment)
        .where(col(Assignment.issue_id).in_(sorted(keys)), Assignment.part == Part.lead)
        .order_by(col(Assignment.id).desc())
    )
    assignments = found.all()
    objections = await _by_key(db, Objection, _named(events, "objection"))
    doers = {e.doer_id for e in events if e.doer is Doer.person and e.doer_id}
    people = await people_named(db, doers | _named(events, "person"))
    bodies = {issue.keeper_id for issue in issues.values()} | _named(events, "organization")
    bodies |= {one.organization_id for one in assignments}
    bodies |= {one.other_id for one in objections.values()}
    bodies |= {known.organization_id for known in people.values() if known.organization_id}
    return IssueBackground(
        issues=issues,
        assignments=assignments,
        objections=objections,
        extensions=await _by_key(db, Extension, _named(events, "extension")),
        replies=await _by_key(db, Reply, _named(events, "reply")),
        people=people,
        bodies=await organizations_named(db, bodies),
        kinds=await _kinds(db, events),
    )


def _named(events: Iterable[Event], fact: str) -> set[int]:
    return {event.facts[fact] for event in events if event.facts.get(fact)}


async def _kinds(db: AsyncSession, events: Sequence[Event]) -> dict[str, tuple[str, str]]:
    codes = {code for event in events for code in event.facts.get("quantities", ())}
    if not codes:
        return {}
    found = await db.exec(select(QuantityKind).where(col(QuantityKind.code).in_(sorted(codes))))
    return {kind.code: kind_named(kind) for kind in found}


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


async def _by_key(db: AsyncSession, model: type[R], ids: set[int]) -> dict[int, R]:
    if not ids:
        return {}
    found = await db.exec(select(model).where(col(model.id).in_(sorted(ids))))
    return {one.key: one for one in found}
