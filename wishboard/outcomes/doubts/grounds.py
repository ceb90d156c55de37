"""Whether a credit is in doubt, and why."""

from datetime import timedelta

from sqlmodel import col, func, select

from wishboard.accounts.models import Person
from wishboard.accounts.people import owner_on
from wishboard.core.database import AsyncSession
from wishboard.outcomes.doubts.models import Doubt
from wishboard.outcomes.models import Outcome, Participation
from wishboard.outcomes.queries import answer_to
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage
from wishboard.wishes.wishers import Wisher

OFTEN = 3
"""So many wishes of one wisher may somebody have granted within a year before it is looked at."""
WITHIN = timedelta(days=365)


async def doubt_of(
    db: AsyncSession, wish: Wish, outcome: Outcome, share: Participation
) -> Doubt | None:
    """Why a share in an outcome is not credited without another look; None where it is."""
    if outcome.confirmed_by_id == share.person_id:
        return Doubt.own_hand
    if wish.wisher_id is None:
        return None
    person = await db.get_one(Person, share.person_id)
    wisher = await db.get(Wisher, wish.wisher_id)
    if wisher is not None and person.phone_index and person.phone_index == wisher.phone_index:
        return Doubt.own_wish
    if await _granted_before(db, wish, outcome, share.person_id) >= OFTEN:
        return Doubt.repeated_pair
    return Doubt.one_hand if await _in_one_hand(db, outcome, share) else None


async def _granted_before(db: AsyncSession, wish: Wish, outcome: Outcome, person_id: int) -> int:
    query = (
        select(func.count())
        .select_from(Participation)
        .join(Outcome, col(Outcome.id) == col(Participation.outcome_id))
        .join(Wish, col(Wish.id) == col(Outcome.wish_id))
        .where(
            Participation.person_id == person_id,
            Wish.wisher_id == wish.wisher_id,
            Wish.stage == Stage.closed,
            Outcome.id != outcome.id,
            ~col(Outcome.undone),
            Outcome.delivered_on > outcome.delivered_on - WITHIN,
        )
    )
    return int((await db.exec(query)).one())


async def _in_one_hand(db: AsyncSession, outcome: Outcome, share: Participation) -> bool:
    """Whether a fellow member has written down the answer and closed as well."""
    closer = outcome.confirmed_by_id
    if closer is None:
        return False
    answer = await answer_to(db, outcome)
    if answer is None or answer.recorded_by_id != closer:
        return False
    theirs = await owner_on(db, closer, outcome.delivered_on)
    return theirs is not None and theirs == await owner_on(
        db, share.person_id, outcome.delivered_on
    )
