"""Who has an issue in hand, what they ask for and what they answer."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment
from wishboard.issues.stages import Part


class Duty(Row, table=True):
    """Who is responsible for a category in an area; the most precise line holds.

    An empty category or area means all of them.
    """

    __table_args__ = (
        Index(
            "uq_duty",
            "category_id",
            "area_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    category_id: int | None = link("category.id", default=None)
    area_id: int | None = link("area.id", default=None)
    organization_id: int = link("organization.id", index=True)


class Assignment(Row, table=True):
    """An issue in the hands of one organization, as lead or in support, until `ended_at`.

    The first receiver answers for it. `dispatched_at` starts the clock, also while an objection
    is decided.
    """

    __table_args__ = (
        Index(
            "uq_assignment_lead",
            "issue_id",
            unique=True,
            postgresql_where=text("part = 'lead' AND ended_at IS NULL"),
        ),
        Index(
            "uq_assignment_living",
            "issue_id",
            "organization_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    issue_id: int = link("issue.id", index=True)
    organization_id: int = link("organization.id", index=True)
    part: Part = coded(Part)
    round: int = 0
    by_duty: bool = False
    dispatched_by_id: int | None = link("person.id", default=None)
    dispatched_at: datetime = moment()
    accepted_at: datetime | None = None
    ended_at: datetime | None = None


class Objection(Row, table=True):
    """A first receiver says that another body is responsible; a third party decides."""

    assignment_id: int = link("assignment.id", unique=True)
    issue_id: int = link("issue.id", index=True)
    other_id: int = link("organization.id")
    reason: str = Field(max_length=600)
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()
    upheld: bool | None = None
    words: str = Field(default="", max_length=600)
    decided_by_id: int | None = link("person.id", default=None)
    decided_at: datetime | None = None


class Extension(Row, table=True):
    """More time, asked for before the date was over; the wishers read why."""

    __table_args__ = (
        CheckConstraint("until > before", name="later"),
        Index(
            "uq_extension_open",
            "issue_id",
            unique=True,
            postgresql_where=text("granted IS NULL"),
        ),
    )

    issue_id: int = link("issue.id", index=True)
    before: date
    until: date
    reason: str = Field(max_length=600)
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()
    granted: bool | None = None
    words: str = Field(default="", max_length=600)
    decided_by_id: int | None = link("person.id", default=None)
    decided_at: datetime | None = None


class Reply(Row, table=True):
    """The written answer of the body responsible, read by every wisher.

    `measure` says what is done, by whom and until when; `clear` is what the check made of it.
    """

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    issue_id: int = link("issue.id", index=True)
    organization_id: int = link("organization.id")
    round: int = 0
    text: str = Field(max_length=2000)
    measure: str = Field(default="", max_length=600)
    clear: bool = False
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()


class ReplyRead(SQLModel, table=True):
    """That the wisher of one wish has read a reply."""

    __tablename__ = "reply_read"

    reply_id: int = link("reply.id", primary_key=True)
    wish_id: int = link("wish.id", primary_key=True, index=True)
    at: datetime = moment()


class Contacted(StrEnum):
    """How a body first reached the wishers."""

    phone = "phone"
    visit = "visit"
    message = "message"
