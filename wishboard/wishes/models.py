"""The wish, the words it was asked in, and the shift of a community task."""

from datetime import date, datetime

from sqlalchemy import ARRAY, Boolean, CheckConstraint, Column, Computed, Index, String, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel

from wishboard.core.crypto import key_mark
from wishboard.core.ids import public_id, receipt_code
from wishboard.core.rows import Row, coded, link, moment
from wishboard.wishes.stages import Channel, Ending, Kind, Lane, Stage

_ON_BOARD = (
    "lane = 'individual' AND (stage = 'published' OR (stage = 'claimed' AND taken < places))"
)


class Wish(Row, table=True):
    """What somebody asked for, and where it is on its way.

    `title` and `summary` are the public, rewritten words and empty until the wish is registered.
    `taken` counts living claims and never exceeds `places`. `due_on` is the date of whatever comes
    next. `board_at` is when everybody sees it, after the keeper's own members. `worth` is the
    price of one share in yuan. `slip_key` names the key of the house that its slip comes from; none
    is the oldest. Only `lifecycle.advance` writes `stage`.
    """

    __table_args__ = (
        CheckConstraint("taken >= 0 AND taken <= places", name="places_add_up"),
        CheckConstraint("places >= 1", name="a_place"),
        CheckConstraint("(stage = 'closed') = (ending IS NOT NULL)", name="ending_when_closed"),
        CheckConstraint("worth >= 0 AND expected >= 0", name="not_negative"),
        CheckConstraint("merged_into_id <> id", name="not_into_itself"),
        Index(
            "ix_wish_board",
            text("board_at DESC"),
            text("id DESC"),
            postgresql_where=text("on_board"),
        ),
        Index(
            "ix_wish_board_area",
            "area_id",
            text("board_at DESC"),
            text("id DESC"),
            postgresql_where=text("on_board"),
        ),
        Index(
            "ix_wish_board_category",
            "category_id",
            text("board_at DESC"),
            text("id DESC"),
            postgresql_where=text("on_board"),
        ),
        Index(
            "ix_wish_board_keeper",
            "keeper_id",
            "board_at",
            postgresql_where=text("on_board"),
        ),
        Index(
            "ix_wish_board_search",
            "search",
            postgresql_using="gin",
            postgresql_where=text("on_board"),
        ),
        Index("ix_wish_search", "search", postgresql_using="gin"),
        Index(
            "ix_wish_desk",
            "keeper_id",
            "due_on",
            "id",
            postgresql_where=text("stage <> 'closed'"),
        ),
        Index("ix_wish_due", "stage", "due_on", postgresql_where=text("stage <> 'closed'")),
        Index(
            "ix_wish_closed",
            text("closed_at DESC"),
            text("id DESC"),
            postgresql_where=text("stage = 'closed'"),
        ),
        Index("ix_wish_collected", "collected_at"),
        Index("ix_wish_kept", "closed_at", postgresql_where=text("NOT purged")),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    code: str = Field(default_factory=receipt_code, unique=True, max_length=16)
    pin_round: int = 0
    slip_key: bytes | None = Field(default_factory=key_mark)
    collected_from: str = Field(default="", max_length=32)
    import_key: str | None = Field(default=None, unique=True, max_length=80)
    version: int = 1

    kind: Kind = coded(Kind, default=Kind.micro_wish)
    lane: Lane | None = coded(Lane, default=None, nullable=True)
    stage: Stage = coded(Stage, default=Stage.collected)
    ending: Ending | None = coded(Ending, default=None, nullable=True)
    channel: Channel = coded(Channel, default=Channel.web)

    area_id: int = link("area.id", index=True)
    keeper_id: int = link("organization.id")
    host_id: int | None = link("organization.id", default=None)
    collector_id: int | None = link("person.id", default=None, index=True)
    wisher_id: int | None = link("wisher.id", default=None, index=True)
    category_id: int | None = link("category.id", default=None)
    merged_into_id: int | None = link("wish.id", default=None, index=True)

    title: str = Field(default="", max_length=60)
    summary: str = Field(default="", max_length=600)
    search: str | None = Field(default=None, sa_column=Column(TSVECTOR, nullable=True))
    places: int = 1
    taken: int = 0
    expected: int = 1
    worth: int = 0
    approved_by_id: int | None = link("person.id", default=None)
    risks: list[str] = Field(
        default_factory=list,
        sa_column=Column(ARRAY(String(24)), nullable=False, server_default=text("'{}'")),
    )

    may_publish: bool = False
    may_contact: bool = False
    may_photograph: bool = False
    for_minor: bool = False

    board_at: datetime | None = None
    opens_at: datetime | None = None
    draw: bool = False
    priority: bool = False

    collected_at: datetime = moment()
    registered_at: datetime | None = None
    published_at: datetime | None = None
    delivered_at: datetime | None = None
    closed_at: datetime | None = None
    due_on: date | None = None
    review_on: date | None = None
    reopened: int = 0
    purged: bool = False
    words_purged: bool = False

    on_board: bool | None = Field(
        default=None, sa_column=Column(Boolean, Computed(_ON_BOARD, persisted=True))
    )


class Words(SQLModel, table=True):
    """A wish in the wisher's own words. Never public; purged some time after closing."""

    wish_id: int = link("wish.id", primary_key=True)
    title: str = Field(default="", max_length=200)
    text: str


class Shift(Row, table=True):
    """When and where a community task takes place, and what to bring. A task may have several."""

    __table_args__ = (CheckConstraint("ends_at > starts_at", name="in_order"),)

    wish_id: int = link("wish.id", index=True)
    starts_at: datetime
    ends_at: datetime
    meeting_point: str = Field(max_length=120)
    bring: str = Field(default="", max_length=200)
