"""The history of a wish or an issue as one viewer may read it.

Its sentences are in `templates/events`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.disclosure.audiences import SEEN_BY, Audience, audience_of
from wishboard.disclosure.background import Background, background_of
from wishboard.disclosure.issue_sight import IssueSight
from wishboard.disclosure.sight import Sight
from wishboard.events.history import history_of
from wishboard.issues.events import SUBJECT as OF_ISSUES
from wishboard.issues.events import IssueEvent
from wishboard.wishes.events import SUBJECT


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, ready for its sentence.

    `who` is named as the reader may know them, and empty for the clock. `facts` are ready for
    words: `day`, `until`, `purpose`, `what`, `receiver`, `explanation`, `by_phone`, `times`, and
    of issues `body`, `title`, `days`, `granted`; those that an event does not have are missing.
    """

    kind: str
    at: datetime
    who: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The template that says it in a sentence."""
        return f"events/{self.kind.replace('.', '/')}.html"


async def timeline(db: AsyncSession, sight: Sight) -> list[Line]:
    """What happened to a wish, newest first, as far as this viewer reads of it.

    Takes eight queries at most, however long the history is.
    """
    reader = sight.claim.person_id if sight.claim else None
    return await _lines(db, SUBJECT, sight.wish.key, audience_of(sight), reader)


async def issue_timeline(db: AsyncSession, sight: IssueSight, viewer: Viewer) -> list[Line]:
    """What happened to an issue, newest first, as far as this viewer reads of it.

    Those who joined one after the other stand in one line, and so does what somebody did several
    times in a row. Takes nine queries at most.
    """
    reader = viewer.person_id if viewer.signed_in else None
    lines = await _lines(db, OF_ISSUES, sight.issue.key, sight.audience, reader)
    gathered: list[Line] = []
    for line in lines:
        before = gathered[-1] if gathered else None
        if before and line.kind == before.kind == IssueEvent.joined:
            many = before.facts.get("times", 1) + 1
            gathered[-1] = Line(before.kind, before.at, facts={"times": many})
        elif before is None or (line.kind, line.who, line.facts) != (
            before.kind,
            before.who,
            before.facts,
        ):
            gathered.append(line)
    return gathered


async def _lines(
    db: AsyncSession, subject: str, key: int, audience: Audience, reader: int | None
) -> list[Line]:
    history = await history_of(db, subject, key)
    seen = [event for event in reversed(history) if audience in SEEN_BY.get(event.kind, ())]
    background: Background = await background_of(db, seen)
    return [
        Line(
            event.kind,
            event.at,
            background.who(event, audience, reader),
            background.facts(event, audience),
        )
        for event in seen
    ]
