"""Reminding members of what they owe: by the committee, each quarter, and in the last weeks."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from sqlmodel import col, or_, select

from wishboard.accounts.models import Membership, MembershipKind, Organization, Person
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.clock import start_of, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.events.history import record
from wishboard.events.models import Event
from wishboard.quotas.events import PERSON, QuotaEvent
from wishboard.quotas.refusals import NobodyToRemind
from wishboard.quotas.roster import members_in
from wishboard.quotas.standing import standings

CAMPAIGNS = ((4, 1), (7, 1), (10, 1), (12, 1), (12, 15))
"""Month and day on which the clock reminds: each quarter, and twice in the last weeks."""
CATCHES_UP = timedelta(days=3)
BATCH = 500


async def remind_members(
    db: AsyncSession, body: Organization, public_ids: Collection[str], *, by: Viewer
) -> int:
    """Remind the chosen members of an organization who miss something, each once a day.

    Returns how many. Raises NobodyToRemind.
    """
    year = today().year
    found = await db.exec(select(Person.id).where(col(Person.public_id).in_(public_ids)))
    own = await members_in(db, body.key, year)
    chosen = {key for key in found.all() if key is not None and own.get(key)}
    reminded = await _remind(db, chosen, year, since=today(), by=by)
    if not reminded:
        raise NobodyToRemind
    return reminded


async def remind_by_the_calendar() -> int:
    """Remind everybody who misses something, on the days of the calendar. Returns how many."""
    begun = _campaign(today())
    if begun is None:
        return 0
    reminded, mark = 0, 0
    while True:
        async with transaction() as db:
            people = await _next_members(db, mark)
            reminded += await _remind(db, people, today().year, since=begun, by=CLOCK)
        if not people:
            return reminded
        mark = max(people)


def _campaign(day: date) -> date | None:
    begun = [date(day.year, *one) for one in CAMPAIGNS]
    return next((one for one in begun if one <= day <= one + CATCHES_UP), None)


async def _remind(
    db: AsyncSession, people: Iterable[int], year: int, *, since: date, by: Viewer
) -> int:
    found = await standings(db, set(people), year)
    missing = sorted(key for key, one in found.items() if one.short)
    told = await _reminded_since(db, missing, since)
    chosen = [key for key in missing if key not in told]
    for key in chosen:
        facts = {"year": year, "missing": found[key].short}
        await record(db, QuotaEvent.reminded, PERSON, key, by=by, **facts)
    return len(chosen)


async def _reminded_since(db: AsyncSession, people: Collection[int], day: date) -> set[int]:
    found = await db.exec(
        select(Event.subject_id).where(
            Event.subject == PERSON,
            col(Event.subject_id).in_(people),
            Event.kind == QuotaEvent.reminded,
            Event.at >= start_of(day),
        )
    )
    return set(found.all())


async def _next_members(db: AsyncSession, mark: int) -> list[int]:
    day = today()
    found = await db.exec(
        select(Membership.person_id)
        .where(
            Membership.person_id > mark,
            Membership.kind == MembershipKind.member,
            col(Membership.owning),
            Membership.since <= day,
            or_(col(Membership.until).is_(None), col(Membership.until) >= day),
        )
        .distinct()
        .order_by(col(Membership.person_id))
        .limit(BATCH)
    )
    return list(found.all())
