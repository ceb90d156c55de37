"""A dispute in the hands of a people's mediation committee."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment


class Settled(StrEnum):
    """How a mediation ended."""

    agreed = "agreed"
    not_agreed = "not_agreed"
    withdrawn = "withdrawn"


class MediationCase(Row, table=True):
    """A wish that was handed to a mediation committee, and what came of it; the wisher reads it."""

    __tablename__ = "mediation_case"
    __table_args__ = (
        CheckConstraint("(result IS NULL) = (ended_on IS NULL)", name="ended_with_a_result"),
        Index("ix_mediation_case_open", "committee_id", postgresql_where=text("result IS NULL")),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    wish_id: int = link("wish.id", unique=True)
    committee_id: int = link("organization.id", index=True)
    since: datetime = moment()
    result: Settled | None = coded(Settled, default=None, nullable=True)
    words: str = Field(default="", max_length=600)
    ended_on: date | None = None
    recorded_by_id: int | None = link("person.id", default=None)
    recorded_at: datetime | None = None
