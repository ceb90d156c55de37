"""Say that an attempt failed, name who clears the way, write down the steps and the result."""

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed
from wishboard.events.history import record
from wishboard.supervision.events import SupervisionEvent
from wishboard.supervision.refusals import (
    NobodyClears,
    NotACoordinator,
    StuckBefore,
    TriedInFuture,
    WayCleared,
)
from wishboard.supervision.stuck.forms import (
    CoordinatorForm,
    StuckForm,
    StuckResultForm,
    StuckStepForm,
)
from wishboard.supervision.stuck.models import Stuck, StuckStep
from wishboard.supervision.stuck.queries import coordinators_for, find_stuck, stuck_of
from wishboard.wishes.events import SUBJECT
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import hold_wish, keeps
from wishboard.wishes.stages import Stage

CLEAR_WITHIN = 5
"""Working days from the telling to the result."""


async def say_stuck(db: AsyncSession, wish_id: str | int, form: StuckForm, *, by: Viewer) -> Stuck:
    """Write down that an attempt failed: its wisher, who filed the wish, or who coordinates.

    Raises NotAllowed, StuckBefore, TriedInFuture.
    """
    wish = await hold_wish(db, wish_id)
    if not await may_say(db, wish, by):
        raise NotAllowed
    if await stuck_of(db, wish):
        raise StuckBefore
    if form.stuck_on and form.stuck_on > today():
        raise TriedInFuture
    stuck = Stuck(
        wish_id=wish.key,
        place=form.stuck_place,
        tried_on=form.stuck_on,
        said=form.stuck_said,
        earlier=form.stuck_code.upper(),
        by_id=by.doer_id if by.signed_in else None,
        due_on=add_working_days(today(), CLEAR_WITHIN),
    )
    db.add(stuck)
    wish.version += 1
    await db.flush()
    await record(db, SupervisionEvent.stuck_said, SUBJECT, wish.key, by=by)
    return stuck


async def may_say(db: AsyncSession, wish: Wish, viewer: Viewer) -> bool:
    """Whether a viewer may say that an attempt of this wisher failed."""
    if viewer.wish_id == wish.id:
        return True
    if not viewer.signed_in:
        return False
    filed = wish.collector_id == viewer.person_id and wish.stage is Stage.collected
    return filed or await keeps(db, wish, viewer, Right.coordinate)


async def name_coordinator(
    db: AsyncSession, public_id: str, form: CoordinatorForm, *, by: Viewer
) -> Stuck:
    """Name who clears the way and what stands in it; the wisher reads both.

    Raises NotAllowed, NotACoordinator, WayCleared.
    """
    stuck, wish = await _hold(db, public_id, by)
    named = await coordinators_for(db, wish)
    chosen = next((one for one in named if one.public_id == form.coordinator), None)
    if chosen is None:
        raise NotACoordinator
    stuck.coordinator_id, stuck.blockers = chosen.id, form.blockers
    stuck.taken_at = stuck.taken_at or now()
    await db.flush()
    await record(db, SupervisionEvent.stuck_taken, SUBJECT, wish.key, by=by, person=chosen.key)
    return stuck


async def add_step(
    db: AsyncSession, public_id: str, form: StuckStepForm, *, by: Viewer
) -> StuckStep:
    """Write down a step; the wisher reads it. Raises NotAllowed, NobodyClears, WayCleared."""
    stuck, wish = await _hold(db, public_id, by)
    if stuck.coordinator_id is None:
        raise NobodyClears
    step = StuckStep(stuck_id=stuck.key, words=form.words, by_id=by.person_id)
    db.add(step)
    await db.flush()
    await record(db, SupervisionEvent.stuck_step, SUBJECT, wish.key, by=by)
    return step


async def settle_stuck(
    db: AsyncSession, public_id: str, form: StuckResultForm, *, by: Viewer
) -> Stuck:
    """Write down what came of it. Raises NotAllowed, NobodyClears, WayCleared."""
    stuck, wish = await _hold(db, public_id, by)
    if stuck.coordinator_id is None:
        raise NobodyClears
    stuck.result, stuck.settled_at, stuck.due_on = form.result, now(), None
    await db.flush()
    await record(db, SupervisionEvent.stuck_settled, SUBJECT, wish.key, by=by)
    return stuck


async def _hold(db: AsyncSession, public_id: str, by: Viewer) -> tuple[Stuck, Wish]:
    stuck = await find_stuck(db, public_id)
    wish = await hold_wish(db, stuck.wish_id)
    await db.refresh(stuck)
    own = by.signed_in and stuck.coordinator_id == by.person_id
    if not by.signed_in or not (own or await keeps(db, wish, by, Right.coordinate)):
        raise NotAllowed
    if stuck.settled_at is not None:
        raise WayCleared
    wish.version += 1
    return stuck, wish
