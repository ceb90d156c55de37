"""The yearly looks at old problems."""

from datetime import date, datetime

from sqlmodel import Field

from wishboard.core.rows import Row, link, moment


class LegacyReview(Row, table=True):
    """A look at an old problem in public words; `closing` is the last one, when it is closed.

    `round` is the issue's when it was written. `next_on` is the day of the next look.
    """

    __tablename__ = "legacy_review"

    issue_id: int = link("issue.id", index=True)
    words: str = Field(max_length=600)
    next_on: date | None = None
    closing: bool = False
    round: int = 0
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()
