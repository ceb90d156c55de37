"""Finding the people behind the parts, for many events at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import text

from wishboard.bulletins.events import SUBJECT as OF_BULLETINS
from wishboard.core.database import AsyncSession
from wishboard.disclosure.audiences import Audience
from wishboard.disclosure.bursts import SUBJECT as OF_LOOKS
from wishboard.events.models import Doer, Event
from wishboard.issues.events import SUBJECT as OF_ISSUES
from wishboard.notifications.body_scene import SUBJECTS as OF_BODIES
from wishboard.notifications.body_scene import BodyScene, body_scene_of
from wishboard.notifications.bulletin_scene import BulletinScene
from wishboard.notifications.issue_scene import IssueScene, issue_scene_of
from wishboard.notifications.looks_scene import LooksScene, looks_scene_of
from wishboard.notifications.offices import Office, Offices, offices_for
from wishboard.notifications.parts import Part, audience_for
from wishboard.notifications.told import TOLD, TOLD_TO_THE_DOER
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.stages import Kind

_WISHES = text("""
SELECT w.id, w.kind, w.collector_id, o.path AS keeper_path, r.path AS area_path
  FROM wish w JOIN organization o ON o.id = w.keeper_id JOIN area r ON r.id = w.area_id
 WHERE w.id = ANY(:ids)
""")
_PROMISES = text("""
SELECT wish_id, id, person_id, lead, ended_at IS NULL AS living FROM claim WHERE wish_id = ANY(:ids)
""")
_SHARES = text("""
SELECT o.wish_id, p.person_id, o.id AS outcome_id, o.round, a.id AS answer_id,
       a.flag IS NOT NULL AS flagged
  FROM outcome o JOIN participation p ON p.outcome_id = o.id
  LEFT JOIN answer a ON a.outcome_id = o.id
 WHERE o.wish_id = ANY(:ids)
""")


class Recipient(NamedTuple):
    """Somebody to be told of an event."""

    event_id: int
    person_id: int
    audience: Audience


class _About(NamedTuple):
    """What has to be known of a wish to find who looks after it."""

    kind: Kind
    collector_id: int | None
    office: Office


class _Promise(NamedTuple):
    """Somebody's promise on a wish, living or ended."""

    id: int
    person_id: int
    lead: bool
    living: bool


class _Share(NamedTuple):
    """Somebody's share in an outcome, and what was answered to it."""

    person_id: int
    outcome_id: int
    round: int
    answer_id: int | None
    flagged: bool


@dataclass(slots=True)
class _Scene:
    """Everybody who has a part in some wishes."""

    wishes: dict[int, _About] = field(default_factory=dict)
    promises: dict[int, list[_Promise]] = field(default_factory=dict)
    shares: dict[int, list[_Share]] = field(default_factory=dict)
    offices: Offices = field(default_factory=Offices)

    def people(self, event: Event, part: Part) -> Iterable[int | None]:
        """Who has a part in an event; none of `members`, who are too many to be listed."""
        if part is Part.concerned:
            return [event.subject_id]
        if part is Part.asked:
            return [event.facts["person"]]
        find = _FINDERS.get(part)
        return find(self, event) if find and event.subject_id in self.wishes else ()

    def living(self, event: Event) -> list[_Promise]:
        """The promises that stand on the event's wish."""
        return [promise for promise in self.promises.get(event.subject_id, ()) if promise.living]

    def concerned(self, event: Event) -> list[_Share]:
        """The shares in the outcome that an event speaks of."""
        shares, facts = self.shares.get(event.subject_id, ()), event.facts
        if "outcome" in facts:
            return [share for share in shares if share.outcome_id == facts["outcome"]]
        if "answer" in facts:
            return [share for share in shares if share.answer_id == facts["answer"]]
        return [share for share in shares if share.round == facts.get("round", 0) - 1]


def _keepers(scene: _Scene, event: Event) -> Iterable[int]:
    return scene.offices.committee(scene.wishes[event.subject_id].office)


def _keepers_if_flagged(scene: _Scene, event: Event) -> Iterable[int]:
    flagged = any(share.flagged for share in scene.concerned(event))
    return _keepers(scene, event) if flagged else ()


def _hosts(scene: _Scene, event: Event) -> Iterable[int]:
    task = scene.wishes[event.subject_id].kind is Kind.community_task
    return _keepers(scene, event) if task else ()


def _supervisors(scene: _Scene, event: Event) -> Iterable[int]:
    return scene.offices.supervision(scene.wishes[event.subject_id].office)


def _claimer(scene: _Scene, event: Event) -> Iterable[int]:
    promises = scene.promises.get(event.subject_id, ())
    return [one.person_id for one in promises if one.id == event.facts.get("claim")]


def _fellows(scene: _Scene, event: Event) -> Iterable[int]:
    return [one.person_id for one in scene.living(event) if one.id != event.facts.get("claim")]


def _lead(scene: _Scene, event: Event) -> Iterable[int]:
    return [one.person_id for one in scene.living(event) if one.lead]


def _participants(scene: _Scene, event: Event) -> Iterable[int]:
    return [share.person_id for share in scene.concerned(event)]


_FINDERS: dict[Part, Callable[[_Scene, Event], Iterable[int | None]]] = {
    Part.keepers: _keepers,
    Part.keepers_if_flagged: _keepers_if_flagged,
    Part.hosts: _hosts,
    Part.supervisors: _supervisors,
    Part.claimer: _claimer,
    Part.fellows: _fellows,
    Part.lead: _lead,
    Part.participants: _participants,
    Part.coordinator: lambda _scene, event: [event.facts["person"]],
    Part.collector: lambda scene, event: [scene.wishes[event.subject_id].collector_id],
}


async def recipients(db: AsyncSession, events: Sequence[Event]) -> list[Recipient]:
    """Who is to be told of these events, not the one who did it. Thirteen queries at most."""
    telling = [event for event in events if TOLD.get(event.kind)]
    of_wishes = await _scene_of(db, {e.subject_id for e in telling if e.subject == SUBJECT})
    of_issues = await issue_scene_of(db, [e for e in telling if e.subject == OF_ISSUES])
    of_bodies = await body_scene_of(db, [e for e in telling if e.subject in OF_BODIES])
    of_looks = await looks_scene_of(db, [e for e in telling if e.subject == OF_LOOKS])
    found: list[Recipient] = []
    for event in telling:
        scene: _Scene | IssueScene | BodyScene | BulletinScene | LooksScene = of_wishes
        if event.subject == OF_ISSUES:
            scene = of_issues
        elif event.subject in OF_BODIES:
            scene = of_bodies
        elif event.subject == OF_BULLETINS:
            scene = BulletinScene()
        elif event.subject == OF_LOOKS:
            scene = of_looks
        parts: dict[int, set[Part]] = defaultdict(set)
        for part in TOLD[event.kind]:
            for person_id in scene.people(event, part):
                if person_id is not None:
                    parts[person_id].add(part)
        if event.doer is Doer.person and event.doer_id and event.kind not in TOLD_TO_THE_DOER:
            parts.pop(event.doer_id, None)
        found += [Recipient(event.key, who, audience_for(had)) for who, had in parts.items()]
    return found


async def _scene_of(db: AsyncSession, ids: set[int]) -> _Scene:
    scene = _Scene()
    if not ids:
        return scene
    about = {"ids": sorted(ids)}
    for key, kind, collector_id, *paths in await db.execute(_WISHES, about):
        scene.wishes[key] = _About(Kind(kind), collector_id, Office(*paths))
    for wish_id, *promise in await db.execute(_PROMISES, about):
        scene.promises.setdefault(wish_id, []).append(_Promise(*promise))
    for wish_id, *share in await db.execute(_SHARES, about):
        scene.shares.setdefault(wish_id, []).append(_Share(*share))
    scene.offices = await offices_for(db, {wish.office for wish in scene.wishes.values()})
    return scene
