"""A keeper's decision about a wish, with the explanation its wisher reads."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field

from wishboard.core.rows import Row, coded, link, moment
from wishboard.wishes.stages import Stage


class DecisionKind(StrEnum):
    """What was decided."""

    deferred = "deferred"
    declined = "declined"
    transferred = "transferred"
    mediated = "mediated"
    merged = "merged"
    withdrawn = "withdrawn"


class Decision(Row, table=True):
    """One decision: why, in words for the wisher; who is responsible instead; until when.

    `stage_before` is where the wish comes back to when the decision ends or is undone.
    """

    wish_id: int = link("wish.id", index=True)
    kind: DecisionKind = coded(DecisionKind)
    reason_id: int | None = link("reason.id", default=None)
    explanation: str = Field(default="", max_length=600)
    receiver_id: int | None = link("organization.id", default=None)
    receiver: str = Field(default="", max_length=120)
    review_on: date | None = None
    into_id: int | None = link("wish.id", default=None, index=True)
    stage_before: Stage = coded(Stage)
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()
    ended_at: datetime | None = None
