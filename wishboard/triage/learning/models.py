"""What was learnt, as rows: each training leaves a version with what it measured."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, text
from sqlmodel import Field

from wishboard.core.rows import Row, coded, moment


class Subject(StrEnum):
    """What is guessed about a wish."""

    category = "category"
    lane = "lane"


class LearntModel(Row, table=True):
    """One version of what the ledger taught about a subject.

    `text_f1` and `title_f1` are F1 averaged over the labels, by five folds, of whole wishes and of
    their titles alone. Suggestions come from the one version of a subject that is `active`.
    """

    __table_args__ = (
        CheckConstraint("examples > 0 AND labels > 1", name="learnt_from_something"),
        Index(
            "uq_learnt_model_active",
            "subject",
            unique=True,
            postgresql_where=text("active"),
        ),
    )

    subject: Subject = coded(Subject)
    learnt_at: datetime = moment()
    examples: int
    labels: int
    text_f1: float
    title_f1: float
    active: bool = False
    packed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
