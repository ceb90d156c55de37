"""What was refused or held back, and who decided."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment


class Doubt(StrEnum):
    """Why a credit is in doubt: one's own wish, closed by one's own hand, the same two people
    again and again, or answered and closed by one fellow member."""

    own_wish = "own_wish"
    own_hand = "own_hand"
    repeated_pair = "repeated_pair"
    one_hand = "one_hand"


REFUSED_AT_ONCE = frozenset({Doubt.own_wish, Doubt.own_hand})


class CreditDoubt(Row, table=True):
    """A share in an outcome that was not credited, or not yet.

    `granted` is None until a second person has decided; what is refused at once never was open.
    """

    __tablename__ = "credit_doubt"
    __table_args__ = (
        CheckConstraint("(granted IS NULL) = (decided_at IS NULL)", name="decided_once"),
        Index("uq_credit_doubt_share", "outcome_id", "person_id", unique=True),
        Index("ix_credit_doubt_open", "id", postgresql_where=text("granted IS NULL")),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    wish_id: int = link("wish.id", index=True)
    outcome_id: int = link("outcome.id")
    person_id: int = link("person.id")
    why: Doubt = coded(Doubt)
    at: datetime = moment()
    granted: bool | None = None
    decided_by_id: int | None = link("person.id", default=None)
    decided_at: datetime | None = None
    words: str = Field(default="", max_length=300)
