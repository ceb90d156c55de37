"""A community task for which nobody came forward ends when its last day is over."""

from sqlalchemy import func, select
from sqlmodel import col

from wishboard.accounts.viewer import CLOCK
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession, transaction
from wishboard.endings.commands import end_with
from wishboard.endings.events import EndingEvent
from wishboard.endings.models import Decision, DecisionKind
from wishboard.events.history import record
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.lifecycle import Deed
from wishboard.wishes.models import Shift, Wish
from wishboard.wishes.queries import hold_wish, shifts_of
from wishboard.wishes.stages import Ending, Kind, Stage

_WAITING = (Stage.registered, Stage.published)


async def end_past_tasks(limit: int = 200) -> int:
    """End the tasks whose last shift is over and which nobody has claimed; the clock does it.

    Nobody is at fault and nobody is credited. Returns how many it were.
    """
    async with transaction() as db:
        over = (
            select(col(Shift.wish_id))
            .group_by(col(Shift.wish_id))
            .having(func.max(col(Shift.ends_at)) < now())
        )
        found = await db.execute(
            select(col(Wish.id))
            .where(
                col(Wish.kind) == Kind.community_task,
                col(Wish.stage).in_(_WAITING),
                col(Wish.taken) == 0,
                col(Wish.id).in_(over),
            )
            .order_by(col(Wish.id))
            .limit(limit)
        )
        keys = [key for key in found.scalars() if key is not None]
    for key in keys:
        async with transaction() as db:
            await _end(db, await hold_wish(db, key))
    return len(keys)


async def _end(db: AsyncSession, task: Wish) -> None:
    days = await shifts_of(db, task)
    over = bool(days) and max(shift.ends_at for shift in days) < now()
    if task.stage not in _WAITING or task.taken or not over:
        return
    decision = Decision(kind=DecisionKind.withdrawn)
    await end_with(db, task, Deed.withdraw, Ending.withdrawn, decision, by=CLOCK)
    await record(db, EndingEvent.ran_out, SUBJECT, task.key, by=CLOCK)
