"""Unusual looking at contact data: many people in a short time, or at night, is told at once.

Looks at the wishers of one's own promises do not count. A burst is told once, however long it is.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import exists, func
from sqlmodel import col, select

from wishboard.accounts.models import Person
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.claims.models import Claim
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.disclosure.models import Reveal, RevealBurst, Unusual
from wishboard.events.history import record
from wishboard.settings import settings
from wishboard.wishes.models import Wish

REVEALED_MANY = "contact.revealed_many"
SUBJECT = "looks"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """More than `most` different people since a moment is unusual; 0 sets no limit."""

    why: Unusual
    most: int
    since: datetime


def rules() -> list[Rule]:
    """The rules that hold at this moment, by the settings."""
    town, moment = settings(), now()
    found = [
        Rule(Unusual.in_an_hour, town.reveals_an_hour, moment - timedelta(hours=1)),
        Rule(Unusual.in_a_day, town.reveals_a_day, moment - _DAY),
    ]
    if (night := _night_of(moment)) is not None:
        found.append(Rule(Unusual.at_night, town.reveals_a_night, night))
    return [rule for rule in found if rule.most]


async def watch_looks(db: AsyncSession, by: Viewer) -> None:
    """After a look: write down and tell when the rules call it unusual."""
    for rule in rules():
        people, first = await _looked_at(db, by.person_id, rule.since)
        if people > rule.most:
            await _write_down(db, by.person_id, rule, people, first)


async def _looked_at(db: AsyncSession, person_id: int, since: datetime) -> tuple[int, datetime]:
    """At how many different people somebody looked since a moment, and when first."""
    own = exists().where(
        col(Claim.wish_id) == col(Reveal.wish_id), col(Claim.person_id) == person_id
    )
    who = func.coalesce(Wish.wisher_id, -col(Wish.id))
    found = await db.exec(
        select(func.count(who.distinct()), func.min(Reveal.at))
        .select_from(Reveal)
        .join(Wish, col(Wish.id) == col(Reveal.wish_id))
        .where(Reveal.person_id == person_id, col(Reveal.at) > since, ~own)
    )
    people, first = found.one()
    return people, first or now()


async def _write_down(
    db: AsyncSession, person_id: int, rule: Rule, people: int, first: datetime
) -> None:
    """Begin a burst and tell of it, or go on with the one that is there."""
    await db.get_one(Person, person_id, with_for_update={"key_share": True})
    found = await db.exec(
        select(RevealBurst)
        .where(
            RevealBurst.person_id == person_id,
            RevealBurst.why == rule.why,
            col(RevealBurst.at) > rule.since,
        )
        .order_by(col(RevealBurst.id).desc())
        .limit(1)
    )
    if burst := found.first():
        burst.people, burst.at = max(burst.people, people), now()
        return
    burst = RevealBurst(person_id=person_id, why=rule.why, people=people, since=first)
    db.add(burst)
    await db.flush()
    facts = {"person": person_id, "many": people}
    await record(db, REVEALED_MANY, SUBJECT, burst.key, by=CLOCK, **facts)


def _night_of(moment: datetime) -> datetime | None:
    """When the night began in which a moment lies, in the city; None by day."""
    town, local = settings(), moment.astimezone(settings().zone)
    begins, ends = town.night_from_hour, town.night_until_hour
    within = begins <= local.hour < ends if begins < ends else not ends <= local.hour < begins
    if not within:
        return None
    began = datetime.combine(local.date(), time(begins), town.zone)
    return began if began <= local else began - _DAY
