"""A dated promise, and a place in the line behind it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment


class ClaimEnding(StrEnum):
    """How a promise ended. Only a lapse is held against anybody."""

    delivered = "delivered"
    handed_back = "handed_back"
    lapsed = "lapsed"
    released = "released"


class WaitingEnding(StrEnum):
    """How waiting for a place ended."""

    claimed = "claimed"
    left = "left"
    ran_out = "ran_out"
    released = "released"


class Claim(Row, table=True):
    """Somebody's promise to grant a wish by a date; living until it has ended.

    Several living claims on one wish are a joint claim, and one of them leads. A claim may be made
    in an organization's name. `device` is a fingerprint of the claimer's browser, kept to notice
    an answer that comes from the same one.
    """

    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended_somehow"),
        Index(
            "uq_claim_living",
            "wish_id",
            "person_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "uq_claim_lead",
            "wish_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL AND lead"),
        ),
        Index(
            "ix_claim_open",
            "person_id",
            "promised_on",
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_claim_lapsed", "person_id", postgresql_where=text("ending = 'lapsed'")),
        Index("ix_claim_due", "promised_on", postgresql_where=text("ended_at IS NULL")),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    wish_id: int = link("wish.id", index=True)
    person_id: int = link("person.id", index=True)
    organization_id: int | None = link("organization.id", default=None, index=True)
    lead: bool = False
    promised_on: date
    extended_from: date | None = None
    extension_reason: str = Field(default="", max_length=300)
    qualified: bool = False
    device: str = Field(default="", max_length=32)
    made_at: datetime = moment()
    reminded: bool = False
    overdue_told: bool = False
    ended_at: datetime | None = None
    ending: ClaimEnding | None = coded(ClaimEnding, default=None, nullable=True)
    reason: str = Field(default="", max_length=300)

    @property
    def living(self) -> bool:
        """Whether the promise still stands."""
        return self.ended_at is None


class Waiting(Row, table=True):
    """A person's place in the line for a wish; a free place is offered to the first for a time."""

    __table_args__ = (
        Index(
            "uq_waiting_living",
            "wish_id",
            "person_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_waiting_offers", "offered_until", postgresql_where=text("ended_at IS NULL")),
    )

    wish_id: int = link("wish.id", index=True)
    person_id: int = link("person.id", index=True)
    made_at: datetime = moment()
    offered_until: datetime | None = None
    ended_at: datetime | None = None
    ending: WaitingEnding | None = coded(WaitingEnding, default=None, nullable=True)
