"""What the ids in events stand for, looked up in bulk: claims, people, bodies, decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from wishboard.catalogue.models import Reason
from wishboard.catalogue.queries import shown
from wishboard.claims.events import ClaimEvent
from wishboard.claims.models import Claim
from wishboard.core.database import AsyncSession
from wishboard.disclosure.audiences import Audience
from wishboard.disclosure.issue_background import IssueBackground, issue_background_of
from wishboard.disclosure.names import Known, named, organizations_named, people_named
from wishboard.endings.events import EndingEvent
from wishboard.endings.models import Decision, DecisionKind
from wishboard.events.models import Doer, Event
from wishboard.i18n import gettext as _
from wishboard.issues.events import SUBJECT as OF_ISSUES
from wishboard.issues.events import RaisedEvent
from wishboard.outcomes.events import OutcomeEvent
from wishboard.outcomes.models import Outcome
from wishboard.quotas.events import BODY
from wishboard.wishes.events import SUBJECT, WishEvent
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Kind

_DECIDED: dict[str, DecisionKind] = {
    EndingEvent.declined: DecisionKind.declined,
    EndingEvent.transferred: DecisionKind.transferred,
    EndingEvent.mediated: DecisionKind.mediated,
    EndingEvent.deferred: DecisionKind.deferred,
    EndingEvent.withdrawn: DecisionKind.withdrawn,
}
_ANSWERED = frozenset({OutcomeEvent.confirmed, OutcomeEvent.rejected})
_IN_OFFICE = _ANSWERED | {
    WishEvent.registered,
    WishEvent.worth_approved,
    WishEvent.published,
    WishEvent.corrected,
    WishEvent.consented,
    OutcomeEvent.closed,
    OutcomeEvent.reopened,
    RaisedEvent.sent_up,
    RaisedEvent.linked,
    RaisedEvent.came_back,
    *EndingEvent,
}
"""Deeds of the keeper's people: outside, the keeper answers for them."""
_NO_BLAME = frozenset({ClaimEvent.handed_back, ClaimEvent.lapsed})
"""A promise that failed is not held up to the public with a name."""
_PLAIN = ("purpose", "what", "year", "quarter", "many", "export", "how", "second", "door")
"""Facts that are words or numbers as they stand."""
_INSIDE = frozenset({Audience.claimer, Audience.keeper})
_OWNERS = frozenset({Audience.wisher, Audience.keeper})
"""Those who read why something was decided: it may speak of the wisher."""


@dataclass(frozen=True, slots=True)
class Background:
    """The things that some events speak of, by their keys."""

    wishes: Mapping[int, tuple[Kind, int]]
    claims: Mapping[int, Claim]
    people: Mapping[int, Known]
    bodies: Mapping[int, str]
    undone: Mapping[int, str]
    decisions: Sequence[tuple[Decision, Reason | None]]
    of_issues: IssueBackground

    def who(self, event: Event, audience: Audience, reader: int | None = None) -> str:
        """Who an event is about, as an audience may know them; empty when it is nobody.

        `reader` is the person who reads: they are addressed, not named.
        """
        if event.subject == OF_ISSUES:
            return self.of_issues.who(event, audience, reader)
        if audience is Audience.public and event.kind in _NO_BLAME:
            return ""
        claim, person_id = self._claim(event), self._person(event)
        if person_id is not None and person_id == reader:
            return _("You")
        if person_id is None and event.doer is Doer.wisher and event.kind != WishEvent.collected:
            return _("You") if audience is Audience.wisher else _("The wisher")
        office = event.kind in _IN_OFFICE and event.doer is not Doer.clock
        keeper = self.bodies.get(self._keeper(event), "") if office else ""
        known = self.people.get(person_id or 0)
        if known is None or (office and audience not in _INSIDE):
            return keeper
        body = claim.organization_id if claim and claim.organization_id else known.organization_id
        return named(known.name, self.bodies.get(body or 0, ""), audience)

    def facts(self, event: Event, audience: Audience) -> dict[str, Any]:
        """What else the sentence of an event needs, as far as the audience may know it."""
        if event.subject == OF_ISSUES:
            return self.of_issues.facts(event, audience)
        found: dict[str, Any] = {name: event.facts[name] for name in _PLAIN if name in event.facts}
        found["body"] = self.bodies.get(event.facts.get("organization", 0), "")
        if event.kind == OutcomeEvent.closed and event.facts.get("ending") == Ending.unconfirmed:
            found["unconfirmed"] = True
        if "promised_on" in event.facts:
            found["day"] = date.fromisoformat(event.facts["promised_on"])
        if "until" in event.facts:
            found["until"] = datetime.fromisoformat(event.facts["until"])
        by_person = event.kind in _ANSWERED and event.doer is Doer.person
        if by_person and self._kind(event) is Kind.micro_wish:
            found["by_phone"] = True
        if claim := self._claim(event):
            found.setdefault("day", claim.promised_on)
            if event.kind == ClaimEvent.extended and audience is not Audience.public:
                found["explanation"] = claim.extension_reason
            if event.kind == ClaimEvent.handed_back and audience is Audience.keeper:
                found["explanation"] = claim.reason
        if event.kind == OutcomeEvent.reopened and audience in _OWNERS:
            found["explanation"] = self.undone.get(event.facts.get("outcome", 0))
        found |= self._decided(event, audience)
        return {name: value for name, value in found.items() if value}

    def _decided(self, event: Event, audience: Audience) -> dict[str, Any]:
        """From the newest decision of the event's kind that was made no later than the event."""
        for decision, reason in self.decisions:
            mine = decision.wish_id == event.subject_id and decision.at <= event.at
            if not mine or decision.kind is not _DECIDED.get(event.kind):
                continue
            found: dict[str, Any] = {"receiver": decision.receiver, "day": decision.review_on}
            if audience in _OWNERS:
                why = [shown(reason) if reason else "", decision.explanation]
                found["explanation"] = "\n".join(part for part in why if part)
            return found
        return {}

    def _person(self, event: Event) -> int | None:
        """Whom an event is about: who promised, who was asked, else who did it."""
        if claim := self._claim(event):
            return claim.person_id
        asked: int | None = event.facts.get("person")
        return event.doer_id if asked is None and event.doer is Doer.person else asked

    def _claim(self, event: Event) -> Claim | None:
        return self.claims.get(event.facts.get("claim", 0))

    def _keeper(self, event: Event) -> int:
        return self.wishes[event.subject_id][1] if event.subject_id in self.wishes else 0

    def _kind(self, event: Event) -> Kind | None:
        return self.wishes[event.subject_id][0] if event.subject_id in self.wishes else None


async def background_of(db: AsyncSession, events: Sequence[Event]) -> Background:
    """Look up whatever these events speak of, in seven queries at most, and eight for issues."""
    of_issues = await issue_background_of(db, [e for e in events if e.subject == OF_ISSUES])
    about = {event.subject_id for event in events if event.subject == SUBJECT}
    wishes = await _wishes(db, about)
    claims = await _claims(db, {e.facts["claim"] for e in events if "claim" in e.facts})
    people = await people_named(
        db,
        {e.doer_id for e in events if e.doer is Doer.person and e.doer_id}
        | {e.facts["person"] for e in events if "person" in e.facts}
        | {claim.person_id for claim in claims.values()},
    )
    bodies = {keeper for _kind, keeper in wishes.values()}
    bodies |= {c.organization_id for c in claims.values() if c.organization_id}
    bodies |= {known.organization_id for known in people.values() if known.organization_id}
    bodies |= {e.facts.get("organization", 0) for e in events if e.subject == BODY}
    decided = {e.subject_id for e in events if e.kind in _DECIDED}
    opened = {e.facts.get("outcome", 0) for e in events if e.kind == OutcomeEvent.reopened}
    return Background(
        wishes=wishes,
        claims=claims,
        people=people,
        bodies=await organizations_named(db, bodies),
        undone=await _undone(db, opened),
        decisions=await _decisions(db, decided),
        of_issues=of_issues,
    )


async def _wishes(db: AsyncSession, ids: set[int]) -> dict[int, tuple[Kind, int]]:
    if not ids:
        return {}
    query = select(Wish.id, Wish.kind, Wish.keeper_id).where(col(Wish.id).in_(sorted(ids)))
    return {key: (Kind(kind), keeper) for key, kind, keeper in await db.exec(query) if key}


async def _claims(db: AsyncSession, ids: set[int]) -> dict[int, Claim]:
    if not ids:
        return {}
    found = await db.exec(select(Claim).where(col(Claim.id).in_(sorted(ids))))
    return {claim.key: claim for claim in found}


async def _undone(db: AsyncSession, ids: set[int]) -> dict[int, str]:
    """Why outcomes were undone by opening their wishes again."""
    if not ids:
        return {}
    query = select(Outcome.id, Outcome.undone_because).where(col(Outcome.id).in_(sorted(ids)))
    return {key: why for key, why in await db.exec(query) if key}


async def _decisions(db: AsyncSession, ids: set[int]) -> list[tuple[Decision, Reason | None]]:
    if not ids:
        return []
    found = await db.exec(
        select(Decision, Reason)
        .outerjoin(Reason, col(Reason.id) == col(Decision.reason_id))
        .where(col(Decision.wish_id).in_(sorted(ids)))
        .order_by(col(Decision.id).desc())
    )
    return [(decision, reason) for decision, reason in found]
