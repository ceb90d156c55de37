"""An issue and the wishes behind it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment
from wishboard.issues.stages import IssueEnding, IssueKind, IssueStage
from wishboard.wishes.stages import Stage


class Issue(Row, table=True):
    """A shared or legacy problem that was sent up, or found before anyone complained.

    `title` and `summary` are public words. The clock starts at `dispatched_at`; `due_on` is a
    working day. `contacted_at` is when the body responsible first reached the wishers. `rung` is
    how far it has climbed the ladder of supervision, 0 when not at all. `round` counts how often
    it was assigned again. An old problem is looked at again on `review_on`; `review_asked_for` is
    the day for which the clock has asked. Only `lifecycle.advance_issue` writes `stage`.
    """

    __table_args__ = (
        CheckConstraint("(stage = 'closed') = (ending IS NOT NULL)", name="ending_when_closed"),
        CheckConstraint("expected >= 0 AND reported >= 0 AND confirmed >= 0", name="not_negative"),
        CheckConstraint("rung >= 0 AND round >= 0", name="never_down"),
        CheckConstraint("merged_into_id <> id", name="not_into_itself"),
        Index("ix_issue_due", "due_on", "id", postgresql_where=text("stage <> 'closed'")),
        Index("ix_issue_search", "search", postgresql_using="gin"),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    kind: IssueKind = coded(IssueKind)
    stage: IssueStage = coded(IssueStage, default=IssueStage.opened)
    ending: IssueEnding | None = coded(IssueEnding, default=None, nullable=True)
    version: int = 1

    title: str = Field(max_length=60)
    summary: str = Field(max_length=600)
    search: str | None = Field(default=None, sa_column=Column(TSVECTOR, nullable=True))
    category_id: int = link("category.id", index=True)
    area_id: int = link("area.id", index=True)
    keeper_id: int = link("organization.id", index=True)
    sponsor_id: int | None = link("person.id", default=None, index=True)
    opened_by_id: int | None = link("person.id", default=None)
    merged_into_id: int | None = link("issue.id", default=None, index=True)
    stage_before: IssueStage | None = coded(
        IssueStage, check="stage_before", default=None, nullable=True
    )
    proactive: bool = False

    expected: int = 0
    reported: int = 0
    confirmed: int | None = None

    since_year: int | None = None
    past_attempts: str = Field(default="", max_length=600)
    blocking: str = Field(default="", max_length=600)
    review_on: date | None = None
    review_asked_for: date | None = None

    opened_at: datetime = moment()
    dispatched_at: datetime | None = None
    due_on: date | None = None
    days: int = 0
    contacted_at: datetime | None = None
    solved_at: datetime | None = None
    result: str = Field(default="", max_length=600)
    closed_at: datetime | None = None
    rung: int = 0
    round: int = 0


class IssueWish(Row, table=True):
    """A wish behind an issue, for as long as `ended_at` is empty.

    `stage_before` is where the wish stood; a claimed wish is only linked and keeps its way.
    `joined` marks who said "mine too". `came_with_id` is the merged issue it followed here.
    """

    __tablename__ = "issue_wish"
    __table_args__ = (
        Index(
            "uq_issue_wish_living",
            "wish_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_issue_wish_living", "issue_id", postgresql_where=text("ended_at IS NULL")),
    )

    issue_id: int = link("issue.id", index=True)
    wish_id: int = link("wish.id", index=True)
    stage_before: Stage = coded(Stage)
    joined: bool = False
    came_with_id: int | None = link("issue.id", default=None)
    since: datetime = moment()
    ended_at: datetime | None = None
