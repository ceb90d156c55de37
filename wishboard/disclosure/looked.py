"""Who looked at the contact data of many people, for those who watch over it. No contact data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, or_, select

from wishboard.accounts.models import Person
from wishboard.accounts.people import within
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.disclosure.models import RevealBurst, Unusual
from wishboard.disclosure.names import organizations_named, people_named

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Looked:
    """One burst: who, of which body, at how many people, from when to when, and what is unusual."""

    who: str
    body: str
    people: int
    since: datetime
    at: datetime
    why: Unusual


async def bursts_for(db: AsyncSession, viewer: Viewer) -> Sequence[Looked]:
    """The newest bursts of people within a viewer's scope."""
    rights = (Right.supervise, Right.administer)
    scopes = [within(viewer, right) for right in rights if viewer.may_somewhere(right)]
    found = await db.exec(
        select(RevealBurst)
        .join(Person, col(Person.id) == col(RevealBurst.person_id))
        .where(or_(*scopes))
        .order_by(col(RevealBurst.id).desc())
        .limit(SHOWN)
    )
    bursts = found.all()
    people = await people_named(db, {burst.person_id for burst in bursts})
    bodies = await organizations_named(
        db, {one.organization_id for one in people.values() if one.organization_id}
    )
    return [
        Looked(
            (known := people[burst.person_id]).name,
            bodies.get(known.organization_id or 0, ""),
            burst.people,
            burst.since,
            burst.at,
            burst.why,
        )
        for burst in bursts
    ]
