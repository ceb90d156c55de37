"""Which part of history is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, false, text
from sqlmodel import col, or_, select

from wishboard.accounts.models import Person
from wishboard.core.clock import start_of
from wishboard.core.database import AsyncSession
from wishboard.core.moments import NoMoment, read_day
from wishboard.events.models import Doer, Event
from wishboard.i18n import lazy

FAMILIES = {
    "account": lazy("Roles, passwords, readings of this page"),
    "sign_in": lazy("Signing in and out, lock-outs"),
    "contact": lazy("Looks at contact data"),
    "export": lazy("Files with contact data"),
    "wish": lazy("Wishes"),
    "claim": lazy("Promises"),
    "outcome": lazy("What was done"),
    "ending": lazy("Other endings"),
    "issue": lazy("Issues"),
    "raised": lazy("Wishes sent up"),
    "duty": lazy("Catalogue of duties"),
    "deadline": lazy("Due dates"),
    "supervision": lazy("Supervision"),
    "mediation": lazy("Mediation"),
    "quota": lazy("The year"),
    "certificate": lazy("Certificates"),
    "bulletin": lazy("Reports"),
}
"""The families of events, which are the first parts of their kinds."""

NAMED = ("wish", "issue", "person", "organization", "certificate", "contact_export", "bulletin")
"""The subjects whose tables have public ids and are named like them."""

_THING = text(
    " UNION ALL ".join(
        f"SELECT '{table}' AS subject, id FROM {table} WHERE public_id = :id"  # noqa: S608
        for table in NAMED
    )
)


@dataclass(frozen=True, slots=True)
class History:
    """Events of a family, by a person, from a day to another (both counted), of one thing.

    `person` is a user name or public id, `thing` a public id; what is empty lets all through.
    """

    person: str = ""
    family: str = ""
    thing: str = ""
    since: date | None = None
    until: date | None = None

    def given(self) -> dict[str, str]:
        """What is asked for, by the names used in addresses."""
        told = {
            "person": self.person,
            "kind": self.family,
            "of": self.thing,
            "from": self.since.isoformat() if self.since else "",
            "to": self.until.isoformat() if self.until else "",
        }
        return {name: value for name, value in told.items() if value}


def history_from(asked: Mapping[str, str]) -> History:
    """From an address; what is not understood is left out."""
    family = asked.get("kind", "")
    return History(
        person=_plain(asked.get("person", ""), 60),
        family=family if family in FAMILIES else "",
        thing=_plain(asked.get("of", ""), 16),
        since=_day(asked.get("from", "")),
        until=_day(asked.get("to", "")),
    )


@dataclass(frozen=True, slots=True)
class Meant:
    """The same with keys for names; what nobody has is an impossible condition."""

    conditions: tuple[ColumnElement[bool], ...]
    facts: Mapping[str, Any]


async def meant_by(db: AsyncSession, history: History) -> Meant:
    """The conditions on events, and the ids and codes by which the reading is written down."""
    conditions: list[ColumnElement[bool]] = []
    facts: dict[str, Any] = {}
    if history.family:
        conditions.append(col(Event.kind).startswith(f"{history.family}."))
        facts["family"] = history.family
    if history.since:
        conditions.append(col(Event.at) >= start_of(history.since))
        facts["first_day"] = history.since.isoformat()
    if history.until:
        conditions.append(col(Event.at) < start_of(history.until + timedelta(days=1)))
        facts["last_day"] = history.until.isoformat()
    if history.person:
        key = await _person(db, history.person)
        facts["whose"] = key
        conditions.append((col(Event.doer) == Doer.person) & (col(Event.doer_id) == key))
    if history.thing:
        things = (await db.execute(_THING, {"id": history.thing})).all()
        facts["of"] = [list(thing) for thing in things]
        same = [
            (col(Event.subject) == subject) & (col(Event.subject_id) == key)
            for subject, key in things
        ]
        conditions.append(or_(false(), *same))
    return Meant(tuple(conditions), facts)


async def _person(db: AsyncSession, named: str) -> int:
    """A person's key by user name or public id; 0, which nobody has, for an unknown one."""
    found = await db.exec(
        select(Person.id).where(or_(Person.username == named.lower(), Person.public_id == named))
    )
    return found.first() or 0


def _plain(text_: str, most: int) -> str:
    return text_.replace("\0", "").strip()[:most]


def _day(written: str) -> date | None:
    try:
        return read_day(written) if written else None
    except NoMoment:
        return None
