"""A look-back campaign and the call-backs it consists of."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment


class Content(StrEnum):
    """How content a wisher is, as they say on the phone."""

    satisfied = "satisfied"
    fairly = "fairly"
    dissatisfied = "dissatisfied"


class Campaign(Row, table=True):
    """A look back on what was closed in an area within a time; `keeper_id` looks after the area.

    The sample follows from the seed: drawn again from the same closings it is the same. `wishes`
    and `issues` are how many there were to draw from.
    """

    __table_args__ = (
        CheckConstraint("closed_until >= closed_from", name="in_order"),
        CheckConstraint("wishes >= 0 AND issues >= 0", name="not_negative"),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    title: str = Field(max_length=60)
    area_id: int = link("area.id", index=True)
    keeper_id: int = link("organization.id")
    closed_from: date
    closed_until: date
    size_wishes: int
    size_issues: int
    seed: int
    wishes: int = 0
    issues: int = 0
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()


class Callback(Row, table=True):
    """One call to a wisher: about their own wish, or about the issue it stands behind.

    `contacted` and `solved` are what the wisher says of the body responsible and of the matter.
    Who was not reached can be called again. `sent_back` marks that it was taken up again.
    """

    __table_args__ = (
        Index("uq_callback_position", "campaign_id", "position", unique=True),
        Index("ix_callback_to_make", "campaign_id", postgresql_where=text("reached IS NOT TRUE")),
        CheckConstraint(
            "(reached IS TRUE) = (solved IS NOT NULL AND content IS NOT NULL)",
            name="said_when_reached",
        ),
    )

    campaign_id: int = link("campaign.id")
    position: int
    wish_id: int = link("wish.id", index=True)
    issue_id: int | None = link("issue.id", default=None, index=True)
    attempts: int = 0
    reached: bool | None = None
    contacted: bool | None = None
    solved: bool | None = None
    content: Content | None = coded(Content, default=None, nullable=True)
    words: str = Field(default="", max_length=600)
    by_id: int | None = link("person.id", default=None)
    at: datetime | None = None
    sent_back: bool = False
