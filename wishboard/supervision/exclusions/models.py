"""A request to leave a wish out of the rates, and what a second person said to it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment


class ExclusionReason(StrEnum):
    """Why what a wisher said should not count for or against a body."""

    not_responsible = "not_responsible"
    not_so = "not_so"
    against_the_law = "against_the_law"
    not_possible_yet = "not_possible_yet"
    said_twice = "said_twice"
    other_person = "other_person"


class Exclusion(Row, table=True):
    """A wish asked to be left out of the rates, until and unless a second person agrees.

    `upheld` is empty until then. An exclusion that was agreed to and taken back has `upheld`
    false and the words of who took it back.
    """

    __table_args__ = (
        Index(
            "uq_exclusion_open",
            "wish_id",
            unique=True,
            postgresql_where=text("upheld IS NOT FALSE"),
        ),
        Index("ix_exclusion_undecided", "id", postgresql_where=text("upheld IS NULL")),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    wish_id: int = link("wish.id", index=True)
    reason: ExclusionReason = coded(ExclusionReason)
    evidence: str = Field(max_length=600)
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()
    upheld: bool | None = None
    words: str = Field(default="", max_length=600)
    decided_by_id: int | None = link("person.id", default=None)
    decided_at: datetime | None = None
