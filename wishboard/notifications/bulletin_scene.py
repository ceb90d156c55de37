"""Reports that somebody is told of: whom, and where to read them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import text

from wishboard.bulletins.events import SUBJECT
from wishboard.bulletins.words import title_of
from wishboard.core.database import AsyncSession
from wishboard.events.models import Event
from wishboard.i18n import current_locale
from wishboard.notifications.parts import Part
from wishboard.notifications.paths import path_of

_NAMED = text("""
SELECT b.id, b.public_id, b.period, coalesce(a.name, o.name) AS name,
       coalesce(a.name_en, o.name_en) AS name_en
  FROM bulletin b LEFT JOIN area a ON a.id = b.area_id
  LEFT JOIN organization o ON o.id = b.organization_id
 WHERE b.id = ANY(:ids)
""")


class Shelved(NamedTuple):
    """A report as a notice speaks of it."""

    title: str
    path: str


class BulletinScene:
    """Each event of a report names the one person who asked for it."""

    def people(self, event: Event, part: Part) -> Iterable[int | None]:
        """Who has a part in an event."""
        return [event.facts.get("person")] if part is Part.asked else ()


async def shelved(db: AsyncSession, events: Sequence[Event]) -> dict[tuple[str, int], Shelved]:
    """The reports that these events speak of, by subject and key, in one query at most."""
    ids = sorted({event.subject_id for event in events if event.subject == SUBJECT})
    if not ids:
        return {}
    english = current_locale() == "en"
    return {
        (SUBJECT, row.id): Shelved(
            title_of(row.name_en if english and row.name_en else row.name, row.period),
            path_of(SUBJECT, row.public_id),
        )
        for row in await db.execute(_NAMED, {"ids": ids})
    }
