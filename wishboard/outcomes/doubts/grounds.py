"""Whether a credit is in doubt, and why."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from wishboard.accounts.models import Person
from wishboard.accounts.people import owner_on
from wishboard.core.database import AsyncSession, send
from wishboard.core.keys import among_sent, written
from wishboard.outcomes.doubts.models import Doubt
from wishboard.outcomes.models import Answer, Outcome, Participation
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage
from wishboard.wishes.wishers import Wisher

OFTEN = 3
"""So many wishes of one wisher may somebody have granted within a year before it is looked at."""
WITHIN = timedelta(days=365)

_GRANTED_BEFORE = (
    select(func.count())
    .select_from(Participation)
    .join(Outcome, col(Outcome.id) == col(Participation.outcome_id))
    .join(Wish, col(Wish.id) == col(Outcome.wish_id))
    .where(
        Participation.person_id == Person.id,
        Wish.wisher_id == Wisher.id,
        Wish.stage == Stage.closed,
        Outcome.id != bindparam("outcome"),
        ~col(Outcome.undone),
        col(Outcome.delivered_on) > bindparam("after"),
    )
    .correlate(Person, Wisher)
    .scalar_subquery()
)
_PAIRS = (
    select(Person.id, col(Person.phone_index) == col(Wisher.phone_index), _GRANTED_BEFORE)
    .join(Wisher, col(Wisher.id) == bindparam("wisher"))
    .where(among_sent(Person.id, "people"))
)


class _Pair(NamedTuple):
    """The wisher and one who took part: one and the same, and how often before."""

    same: bool
    before: int


async def doubts_of(
    db: AsyncSession,
    wish: Wish,
    outcome: Outcome,
    answer: Answer,
    shares: Sequence[Participation],
) -> dict[int, Doubt]:
    """Why shares in an outcome are not credited without another look, by who took part."""
    pairs = await _pairs(db, wish, outcome, shares)
    found = {}
    for share in shares:
        pair = pairs.get(share.person_id)
        if outcome.confirmed_by_id == share.person_id:
            found[share.person_id] = Doubt.own_hand
        elif pair and pair.same:
            found[share.person_id] = Doubt.own_wish
        elif pair and pair.before >= OFTEN:
            found[share.person_id] = Doubt.repeated_pair
        elif pair and await _in_one_hand(db, outcome, answer, share):
            found[share.person_id] = Doubt.one_hand
    return found


async def _pairs(
    db: AsyncSession, wish: Wish, outcome: Outcome, shares: Sequence[Participation]
) -> dict[int, _Pair]:
    """The wisher beside each who took part; none where nobody wished."""
    if wish.wisher_id is None:
        return {}
    given = {
        "wisher": wish.wisher_id,
        "outcome": outcome.key,
        "after": outcome.delivered_on - WITHIN,
        "people": written(share.person_id for share in shares),
    }
    found = await send(db, _PAIRS, given)
    return {key: _Pair(bool(same), before) for key, same, before in found}


async def _in_one_hand(
    db: AsyncSession, outcome: Outcome, answer: Answer, share: Participation
) -> bool:
    """Whether a fellow member has written down the answer and closed as well."""
    closer = outcome.confirmed_by_id
    if closer is None or answer.recorded_by_id != closer:
        return False
    theirs = await owner_on(db, closer, outcome.delivered_on)
    return theirs is not None and theirs == await owner_on(
        db, share.person_id, outcome.delivered_on
    )
