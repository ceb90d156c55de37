"""The lines of the audit: who did what, when and to what, as far as an administrator reads it.

Nothing in them tells of a wisher: neither contact data nor anybody's own words.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, text, true
from sqlmodel import col, select

from wishboard.accounts.models import Area, Person
from wishboard.accounts.people import tied_within
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.sheets.writing import Cell
from wishboard.disclosure.audiences import Audience
from wishboard.disclosure.background import background_of
from wishboard.disclosure.names import people_named
from wishboard.disclosure.timeline import Line
from wishboard.events.models import Doer, Event
from wishboard.i18n import gettext as _
from wishboard.reports.audit.extract import NAMED, Meant
from wishboard.wishes.models import Wish
from wishboard.wishes.scope import within

PAGE = 50
_PORTION = 500
_HOW = ("how", "second", "door")


@dataclass(frozen=True, slots=True)
class Deed:
    """One line: who did it, the sentence that says what, and the public id of what it was done to.

    `doer` is the doer's public id, where it was a person.
    """

    key: int
    line: Line
    who: str
    doer: str
    thing: str


async def deeds(
    db: AsyncSession, meant: Meant, viewer: Viewer, *, before: int = 0, limit: int = PAGE + 1
) -> list[Deed]:
    """The next lines, the newest first, behind the one with the key `before`."""
    events = await _events(db, meant, await _scope(db, viewer), before, limit)
    background = await background_of(db, events)
    doers = {event.doer_id for event in events if event.doer is Doer.person and event.doer_id}
    names, ids = await people_named(db, doers), await _ids(db, events)
    found = []
    for event in events:
        facts = background.facts(event, Audience.claimer)
        facts.pop("explanation", None)
        line = Line(event.kind, event.at, background.who(event, Audience.claimer), facts)
        thing = ids.get((event.subject, event.subject_id), "")
        known = names.get(event.doer_id or 0) if event.doer is Doer.person else None
        who = known.name if known else _said(event.doer)
        doer = ids.get(("person", event.doer_id or 0), "") if known else ""
        found.append(Deed(event.key, line, who, doer, thing))
    return found


async def rows(db: AsyncSession, meant: Meant, viewer: Viewer) -> AsyncIterator[list[Cell]]:
    """The same for a file, whole and by codes: people are ids in it, not names."""
    scope, before = await _scope(db, viewer), 0
    while events := await _events(db, meant, scope, before, _PORTION):
        ids = await _ids(db, events)
        for event in events:
            doer = ids.get(("person", event.doer_id or 0), "") if event.doer is Doer.person else ""
            thing = ids.get((event.subject, event.subject_id), "")
            kind = [event.kind, _how(event)]
            yield [event.at, event.doer.value, doer, *kind, event.subject, thing]
        before = events[-1].key


async def _scope(db: AsyncSession, viewer: Viewer) -> ColumnElement[bool]:
    """What people of one's places did, and what was done to them and to the wishes there."""
    whole = (await db.exec(select(col(Area.path)).where(col(Area.parent_id).is_(None)))).first()
    if viewer.may(Right.audit, area_path=whole):
        return true()
    people = select(col(Person.id)).where(tied_within(viewer, Right.audit))
    wishes = select(col(Wish.id)).where(await within(db, viewer, [Right.audit]))
    subject, key = col(Event.subject), col(Event.subject_id)
    return or_(
        (col(Event.doer) == Doer.person) & col(Event.doer_id).in_(people),
        (subject == "person") & key.in_(people),
        (subject == "wish") & key.in_(wishes),
    )


async def _events(
    db: AsyncSession, meant: Meant, scope: ColumnElement[bool], before: int, limit: int
) -> Sequence[Event]:
    query = select(Event).where(scope, *meant.conditions)
    if before:
        query = query.where(col(Event.id) < before)
    return (await db.exec(query.order_by(col(Event.id).desc()).limit(limit))).all()


async def _ids(db: AsyncSession, events: Sequence[Event]) -> dict[tuple[str, int], str]:
    """The public ids of what was done to, and of who did it, in a query for each sort."""
    wanted: dict[str, set[int]] = {}
    for event in events:
        wanted.setdefault(event.subject, set()).add(event.subject_id)
        if event.doer is Doer.person and event.doer_id:
            wanted.setdefault("person", set()).add(event.doer_id)
    found: dict[tuple[str, int], str] = {}
    for table in NAMED:
        if table in wanted:
            query = text(f"SELECT id, public_id FROM {table} WHERE id = ANY(:ids)")  # noqa: S608
            for key, public_id in await db.execute(query, {"ids": sorted(wanted[table])}):
                found[table, key] = public_id
    return found


def _how(event: Event) -> str:
    """By codes: of a sign-in what was proven, of a lock-out what was guessed at."""
    return " + ".join(event.facts[name] for name in _HOW if name in event.facts)


def _said(doer: Doer) -> str:
    return {
        Doer.wisher: _("The wisher"),
        Doer.clock: _("By itself"),
        Doer.command: _("At the machine"),
        Doer.person: _("Not known who"),
    }[doer]
