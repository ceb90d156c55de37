"""The rungs of the ladder, and the notice that each step leaves."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment


class Colour(StrEnum):
    """How pressing a rung is."""

    blue = "blue"
    orange = "orange"
    red = "red"


SEVERITY = tuple(Colour)
"""The colours, the mildest first."""


class Cause(StrEnum):
    """Why a supervision notice was sent."""

    overdue = "overdue"
    dissatisfied = "dissatisfied"
    no_measure = "no_measure"
    by_hand = "by_hand"
    sent_back = "sent_back"
    look_back = "look_back"


class Rung(Row, table=True):
    """A step of the ladder: who supervises there, and in which colour.

    `days` are the working days after the due date on which an overdue issue climbs to it. A rung
    that a town does not use is stepped over.
    """

    __table_args__ = (
        CheckConstraint("number BETWEEN 1 AND 5", name="five_rungs"),
        CheckConstraint("days >= 1", name="after_the_date"),
    )

    number: int = Field(unique=True)
    name: str = Field(max_length=60)
    name_en: str = Field(max_length=80)
    days: int
    colour: Colour = coded(Colour)
    used: bool = True


class SupervisionNotice(Row, table=True):
    """What was sent to the body responsible when an issue climbed, and what it answered.

    `rung` and `colour` are those of that day. An issue climbs to a rung for being late only once.
    """

    __tablename__ = "supervision_notice"
    __table_args__ = (
        Index(
            "uq_supervision_notice_overdue",
            "issue_id",
            "rung",
            unique=True,
            postgresql_where=text("cause = 'overdue'"),
        ),
        Index("ix_supervision_notice_at", "at"),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    issue_id: int = link("issue.id", index=True)
    organization_id: int | None = link("organization.id", default=None, index=True)
    rung: int
    colour: Colour = coded(Colour)
    cause: Cause = coded(Cause)
    words: str = Field(default="", max_length=600)
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()
    answer_by: date
    answer: str = Field(default="", max_length=600)
    answered_by_id: int | None = link("person.id", default=None)
    answered_at: datetime | None = None
