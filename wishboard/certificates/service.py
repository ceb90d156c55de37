"""A person's record of service: every deed, and whether it can be certified."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import and_
from sqlmodel import col, select

from wishboard.accounts.models import Organization
from wishboard.core.database import AsyncSession
from wishboard.outcomes.doubts.models import CreditDoubt
from wishboard.outcomes.models import Outcome, Participation
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage


class Bar(StrEnum):
    """Why a deed cannot be certified: it was taken back, waits to be confirmed and closed, is in
    doubt, or nobody has said how long it took."""

    undone = "undone"
    unconfirmed = "unconfirmed"
    in_doubt = "in_doubt"
    no_hours = "no_hours"


class Deed(NamedTuple):
    """One person's share in one delivered wish; `minutes` is what each who took part gave.

    `public` says whether the wisher agreed that others read of it.
    """

    outcome: str
    wish: str
    title: str
    done_on: date
    minutes: int
    keeper: Organization
    public: bool
    bar: Bar | None

    @property
    def counts(self) -> bool:
        """Whether it can be certified."""
        return self.bar is None


async def deeds_of(
    db: AsyncSession, person_id: int, since: date = date.min, until: date = date.max
) -> list[Deed]:
    """Everything somebody took part in, done between two days, the oldest first."""
    doubt = and_(
        col(CreditDoubt.outcome_id) == col(Outcome.id),
        col(CreditDoubt.person_id) == col(Participation.person_id),
    )
    found = await db.exec(
        select(Outcome, Wish, Organization, CreditDoubt)
        .join(Participation, col(Participation.outcome_id) == col(Outcome.id))
        .join(Wish, col(Wish.id) == col(Outcome.wish_id))
        .join(Organization, col(Organization.id) == col(Wish.keeper_id))
        .outerjoin(CreditDoubt, doubt)
        .where(
            Participation.person_id == person_id,
            Outcome.delivered_on >= since,
            Outcome.delivered_on <= until,
        )
        .order_by(col(Outcome.delivered_on), col(Outcome.id))
    )
    return [
        Deed(
            outcome.public_id,
            wish.public_id,
            wish.title,
            outcome.delivered_on,
            outcome.minutes,
            keeper,
            wish.may_publish,
            _bar(outcome, wish, doubted),
        )
        for outcome, wish, keeper, doubted in found
    ]


def certifiable(deeds: Iterable[Deed], issuer: Organization) -> list[Deed]:
    """The deeds that an organization can certify: those it or a body below it has recorded."""
    return [deed for deed in deeds if deed.counts and deed.keeper.path.startswith(issuer.path)]


def minutes_in(deeds: Sequence[Deed]) -> int:
    """How long the deeds that count took together, in minutes."""
    return sum(deed.minutes for deed in deeds if deed.counts)


def _bar(outcome: Outcome, wish: Wish, doubt: CreditDoubt | None) -> Bar | None:
    if outcome.undone:
        return Bar.undone
    if wish.stage is not Stage.closed or wish.ending is not Ending.fulfilled:
        return Bar.unconfirmed
    if doubt is not None and not doubt.granted:
        return Bar.in_doubt
    return None if outcome.minutes else Bar.no_hours
