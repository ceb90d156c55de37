"""The steps on an issue's road map."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, link, moment


class Milestone(Row, table=True):
    """A dated step towards the solution; the public reads `title`.

    `first_due_on` is the day it was planned for before anybody moved it. A step that was dropped
    stays for history. Steps of one day stand in the order of `position`. `reminded_of` is the day
    for which the clock has called it late.
    """

    __table_args__ = (
        CheckConstraint("done_on IS NULL OR dropped_at IS NULL", name="reached_or_dropped"),
        Index("ix_milestone_way", "issue_id", "due_on", "position"),
        Index(
            "ix_milestone_open",
            "due_on",
            postgresql_where=text("done_on IS NULL AND dropped_at IS NULL"),
        ),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    issue_id: int = link("issue.id")
    organization_id: int = link("organization.id", index=True)
    title: str = Field(max_length=60)
    due_on: date
    first_due_on: date
    done_on: date | None = None
    position: int = 0
    planned_by_id: int | None = link("person.id", default=None)
    planned_at: datetime = moment()
    dropped_at: datetime | None = None
    reminded_of: date | None = None
