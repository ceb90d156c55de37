"""Who is behind goes to the parent: after each quarter, and when a year is closed short."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlmodel import col, or_, select

from wishboard.accounts.models import Organization
from wishboard.accounts.viewer import CLOCK, Viewer
from wishboard.core.clock import start_of, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.events.history import record
from wishboard.events.models import Event
from wishboard.quotas.events import BODY, QuotaEvent
from wishboard.quotas.roster import LAST_QUARTER, OwnDeeds, own_deeds
from wishboard.quotas.rules.queries import rules_of
from wishboard.quotas.tree import kept_by_members

CATCHES_UP = timedelta(days=5)
BATCH = 500


async def tell_parents() -> int:
    """After a quarter tell every parent how many organizations below it are behind.

    On the first days of the next quarter, once. Returns how many parents.
    """
    over = _quarter_over(today())
    if over is None:
        return 0
    year, quarter, begun = over
    behind: Counter[int] = Counter()
    mark = 0
    while True:
        async with transaction() as db:
            bodies = await _next_bodies(db, year, mark)
            behind.update(await _parents_of_late(db, bodies, year, quarter))
        if not bodies:
            break
        mark = bodies[-1].key
    async with transaction() as db:
        told = await _told_since(db, behind, begun)
        for parent_id in sorted(behind.keys() - told):
            facts = {"year": year, "quarter": quarter, "many": behind[parent_id]}
            await record(db, QuotaEvent.behind, BODY, parent_id, by=CLOCK, **facts)
    return len(behind.keys() - told)


async def tell_of_shortfall(
    db: AsyncSession, body: Organization, year: int, missing: int, *, by: Viewer
) -> None:
    """Tell the parent that an organization closed its year with something missing."""
    if missing and body.parent_id is not None:
        facts = {"organization": body.key, "year": year, "many": missing}
        await record(db, QuotaEvent.fell_short, BODY, body.parent_id, by=by, **facts)


def is_behind(deeds: OwnDeeds, quarter: int) -> bool:
    """Whether an organization did less by the end of a quarter than its share of the year."""
    return deeds.done < (deeds.owed or 0) * quarter // LAST_QUARTER


def _quarter_over(day: date) -> tuple[int, int, date] | None:
    """The year and quarter that ended in the last days, and the day on which the next began."""
    begun = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    if day > begun + CATCHES_UP:
        return None
    last = begun - timedelta(days=1)
    return last.year, last.month // 3, begun


async def _parents_of_late(
    db: AsyncSession, bodies: Sequence[Organization], year: int, quarter: int
) -> list[int]:
    """The parent of each organization that is behind itself or, at the end, by its members."""
    rules = await rules_of(db, year)
    deeds = await own_deeds(db, bodies, year, rules)
    late = {key for key, own in deeds.items() if is_behind(own, quarter)}
    if quarter == LAST_QUARTER:
        kept = await kept_by_members(db, bodies, year, rules)
        late |= {key for key, (owing, done) in kept.items() if done < owing}
    return [body.parent_id for body in bodies if body.key in late and body.parent_id]


async def _next_bodies(db: AsyncSession, year: int, mark: int) -> Sequence[Organization]:
    rules = await rules_of(db, year)
    kinds = sorted({kind for rule in rules.held for kind in rule.kinds})
    found = await db.exec(
        select(Organization)
        .where(
            col(Organization.id) > mark,
            col(Organization.kind).in_(kinds),
            or_(col(Organization.closed_on).is_(None), col(Organization.closed_on) >= today()),
        )
        .order_by(col(Organization.id))
        .limit(BATCH)
    )
    return found.all()


async def _told_since(db: AsyncSession, parents: Collection[int], day: date) -> set[int]:
    found = await db.exec(
        select(Event.subject_id).where(
            Event.subject == BODY,
            col(Event.subject_id).in_(list(parents)),
            Event.kind == QuotaEvent.behind,
            Event.at >= start_of(day),
        )
    )
    return {key for key in found.all() if key is not None}
