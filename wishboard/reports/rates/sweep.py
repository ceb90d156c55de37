"""Following history: every event in the chain is looked at exactly once, in its order.

The chain has no gaps and what is committed late is linked late, so that a place in it is a mark
that misses nothing. What wishes an event concerns is counted again as it stands.
"""

from sqlalchemy import text
from sqlmodel import select

from wishboard.core.database import AsyncSession, transaction
from wishboard.issues.events import SUBJECT as ISSUE
from wishboard.reports.rates.models import RateSweep
from wishboard.reports.rates.tally import count_again, hold_sums
from wishboard.wishes.events import SUBJECT as WISH

BATCH = 500

_NEXT = text("""
SELECT l.position, e.subject, e.subject_id
  FROM chain_link l JOIN event e ON e.id = l.event_id
 WHERE l.position > :upto ORDER BY l.position LIMIT :limit
""")
_BEHIND = text("SELECT DISTINCT wish_id FROM issue_wish WHERE issue_id = ANY(:issues)")


async def follow_history() -> int:
    """Count again whatever the events concern that are new in the chain. Returns how many."""
    followed = 0
    while True:
        async with transaction() as db:
            count = await follow_some(db)
        followed += count
        if count < BATCH:
            return followed


async def follow_some(db: AsyncSession, limit: int = BATCH) -> int:
    """Follow the next events of the chain in one transaction. Returns how many they were."""
    await hold_sums(db)
    sweep = (await db.exec(select(RateSweep))).first()
    if sweep is None:
        sweep = RateSweep()
        db.add(sweep)
    found = (await db.execute(_NEXT, {"upto": sweep.upto, "limit": limit})).all()
    if not found:
        return 0
    wishes = {event.subject_id for event in found if event.subject == WISH}
    issues = {event.subject_id for event in found if event.subject == ISSUE}
    if issues:
        behind = await db.execute(_BEHIND, {"issues": sorted(issues)})
        wishes |= set(behind.scalars())
    await count_again(db, wishes)
    sweep.upto = found[-1].position
    await db.flush()
    return len(found)
