"""What was merged comes apart again: by the keeper, or when the wish it went into is withdrawn."""

from sqlmodel import col, or_, select

from wishboard.accounts.viewer import Viewer
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.endings.events import EndingEvent
from wishboard.endings.models import DecisionKind
from wishboard.endings.queries import merged_here, standing_decision
from wishboard.events.history import record
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.lifecycle import Deed, NotNow, advance, must
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish, key_behind
from wishboard.wishes.stages import Ending, Stage

DECIDE_WITHIN = 2
"""Working days until the keeper should decide about a wish that has come back."""


async def come_apart(db: AsyncSession, wish: Wish, *, by: Viewer) -> None:
    """Bring a held, merged wish back to where it was; a claimed one to the board. Raises NotNow."""
    must(wish, Deed.unmerge)
    decision = await standing_decision(db, wish, DecisionKind.merged)
    if decision is None or wish.ending is not Ending.merged:
        raise NotNow(stage=wish.stage)
    before = decision.stage_before
    back_to = Stage.published if before is Stage.claimed else before
    decision.ended_at, wish.merged_into_id = now(), None
    wish.due_on = wish.review_on or add_working_days(today(), DECIDE_WITHIN)
    advance(wish, Deed.unmerge, back_to)
    await record(db, EndingEvent.unmerged, SUBJECT, wish.key, by=by, into=decision.into_id)


async def hold_with_merged(db: AsyncSession, wish_id: str | int) -> tuple[Wish, list[Wish]]:
    """A wish and those merged into it, all locked, in the order of their keys as a merge does."""
    key = await key_behind(db, wish_id)
    found = await db.exec(
        select(Wish.id)
        .where(or_(col(Wish.id) == key, col(Wish.merged_into_id) == key))
        .order_by(col(Wish.id))
    )
    held = {found_key: await hold_wish(db, found_key) for found_key in found.all() if found_key}
    wish = held.get(key) or await hold_wish(db, key)
    return wish, [await hold_wish(db, merged.key) for merged in await merged_here(db, wish)]
