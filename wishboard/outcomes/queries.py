"""Finding outcomes, answers and who took part."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, bindparam, exists
from sqlmodel import col, select

from wishboard.accounts.models import Person
from wishboard.accounts.viewer import Viewer
from wishboard.claims.models import Claim, ClaimEnding
from wishboard.core.database import AsyncSession
from wishboard.outcomes.models import Answer, Outcome, Participation
from wishboard.wishes.models import Wish

_ANSWERED = (
    select(Outcome, Answer)
    .join(Answer, col(Answer.outcome_id) == col(Outcome.id))
    .where(Outcome.wish_id == bindparam("wish"), ~col(Outcome.undone))
    .order_by(col(Outcome.id).desc())
    .limit(1)
)
_TOOK_PART = (
    select(Participation)
    .where(Participation.outcome_id == bindparam("outcome"))
    .order_by(col(Participation.person_id))
)


async def outcome_of(db: AsyncSession, wish: Wish) -> Outcome | None:
    """The outcome that stands: the newest that was not undone."""
    found = await db.exec(
        select(Outcome)
        .where(Outcome.wish_id == wish.id, ~col(Outcome.undone))
        .order_by(col(Outcome.id).desc())
        .limit(1)
    )
    return found.first()


async def answer_to(db: AsyncSession, outcome: Outcome) -> Answer | None:
    """What the wisher said of an outcome."""
    found = await db.exec(select(Answer).where(Answer.outcome_id == outcome.id))
    return found.first()


async def answered_outcome(db: AsyncSession, wish: Wish) -> tuple[Outcome, Answer] | None:
    """The outcome that stands with what the wisher said of it; None before anything was said."""
    return (await db.exec(_ANSWERED, params={"wish": wish.key})).first()


async def answers_on(db: AsyncSession, wish_ids: Collection[int]) -> dict[int, Answer]:
    """The answers that stand on several wishes, by the wish's key."""
    found = await db.exec(
        select(Answer)
        .join(Outcome, col(Outcome.id) == col(Answer.outcome_id))
        .where(col(Answer.wish_id).in_(wish_ids), ~col(Outcome.undone))
        .order_by(col(Answer.id))
    )
    return {answer.wish_id: answer for answer in found}


def has_flag() -> ColumnElement[bool]:
    """The condition for a wish of a larger query to carry a flagged answer that stands."""
    flagged = exists().where(
        col(Answer.wish_id) == col(Wish.id),
        col(Answer.flag).is_not(None),
        col(Answer.outcome_id) == col(Outcome.id),
        ~col(Outcome.undone),
    )
    return flagged.correlate(Wish)


async def participations(db: AsyncSession, outcome: Outcome) -> Sequence[Participation]:
    """Who took part."""
    return (await db.exec(_TOOK_PART, params={"outcome": outcome.key})).all()


async def participants(db: AsyncSession, outcome: Outcome) -> Sequence[Person]:
    """The people who took part."""
    found = await db.exec(
        select(Person)
        .join(Participation, col(Participation.person_id) == col(Person.id))
        .where(Participation.outcome_id == outcome.id)
        .order_by(col(Person.id))
    )
    return found.all()


async def had_a_hand(db: AsyncSession, outcome: Outcome, viewer: Viewer) -> bool:
    """Whether a viewer took part in an outcome, or reported it."""
    took_part = {row.person_id for row in await participations(db, outcome)}
    return viewer.signed_in and viewer.person_id in took_part | {outcome.delivered_by_id}


async def claims_behind(db: AsyncSession, outcome: Outcome) -> list[Claim]:
    """The promises that an outcome kept, one for each who took part, the lead's first."""
    took_part = (
        col(Participation.outcome_id) == outcome.id,
        col(Participation.person_id) == col(Claim.person_id),
    )
    found = await db.exec(
        select(Claim)
        .join(Participation, and_(*took_part))
        .where(Claim.wish_id == outcome.wish_id, Claim.ending == ClaimEnding.delivered)
        .order_by(col(Claim.id))
    )
    newest = {claim.person_id: claim for claim in found}
    return sorted(newest.values(), key=lambda claim: (not claim.lead, claim.key))


async def done_in_name_of(db: AsyncSession, outcome: Outcome) -> set[int]:
    """The organizations in whose name something was done."""
    found = await participations(db, outcome)
    return {row.organization_id for row in found if row.in_its_name and row.organization_id}
