"""An attempt that failed, who clears the way, and the steps on it."""

from datetime import date, datetime

from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, link, moment


class Stuck(Row, table=True):
    """What a wisher tried elsewhere without success. One for a wish.

    `place`, `said` and `earlier` are the wisher's words and go when the original words go.
    `blockers` names what stood in the way, in the words of the coordinator.
    """

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    wish_id: int = link("wish.id", unique=True)
    place: str = Field(max_length=120)
    tried_on: date | None = None
    said: str = Field(max_length=600)
    earlier: str = Field(default="", max_length=40)
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()
    due_on: date | None = Field(default=None, index=True)
    coordinator_id: int | None = link("person.id", default=None, index=True)
    blockers: str = Field(default="", max_length=600)
    taken_at: datetime | None = None
    result: str = Field(default="", max_length=600)
    settled_at: datetime | None = None


class StuckStep(Row, table=True):
    """What was done to clear the way; the wisher reads it."""

    __tablename__ = "stuck_step"

    stuck_id: int = link("stuck.id", index=True)
    words: str = Field(max_length=600)
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()
