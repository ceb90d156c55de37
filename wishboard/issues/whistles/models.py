"""Whistles and who was summoned by them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, link, moment


class Whistle(Row, table=True):
    """A call about an issue that organizations report in by a time.

    `plan` is what they agreed on together. It is over at `ended_at`: every task is done, or the
    caller has called it off.
    """

    __table_args__ = (
        Index("ix_whistle_open", "report_by", postgresql_where=text("ended_at IS NULL")),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    issue_id: int = link("issue.id", index=True)
    caller_id: int = link("organization.id", index=True)
    by_id: int | None = link("person.id", default=None)
    reason: str = Field(max_length=600)
    report_by: datetime
    plan: str = Field(default="", max_length=2000)
    blown_at: datetime = moment()
    planned_at: datetime | None = None
    ended_at: datetime | None = None


class Summons(Row, table=True):
    """One organization called by a whistle: whether it came, and the task it has taken home.

    `who` came is a name for the bodies at the table, never public. A task has its own day and
    its own lateness. The two marks say that the clock has called the body late.
    """

    __table_args__ = (
        CheckConstraint("(task = '') = (task_due_on IS NULL)", name="task_with_its_day"),
        CheckConstraint("task_done_at IS NULL OR task <> ''", name="done_what_was_taken"),
        Index("uq_summons_whistle_organization", "whistle_id", "organization_id", unique=True),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    whistle_id: int = link("whistle.id")
    organization_id: int = link("organization.id", index=True)
    arrived_at: datetime | None = None
    who: str = Field(default="", max_length=60)
    task: str = Field(default="", max_length=300)
    task_due_on: date | None = None
    task_done_at: datetime | None = None
    done: str = Field(default="", max_length=600)
    reminded_to_come: bool = False
    reminded_of_task: date | None = None
