"""What each wish says for the rates, the sums of it by day and body, rules, and frozen rankings."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment
from wishboard.supervision.lookback.models import Content


class Board(StrEnum):
    """Whose table it is: areas of one level, or organizations."""

    district = "district"
    street = "street"
    community = "community"
    organization = "organization"


class Matter(StrEnum):
    """What is rated: problems that were sent up, or individual wishes. They never share a table."""

    sent_up = "sent_up"
    individual = "individual"


class Stretch(StrEnum):
    """How many days one sum covers."""

    day = "day"
    month = "month"


class Source(StrEnum):
    """Where the newest word on a wish comes from."""

    answer = "answer"
    callback = "callback"


class RatedWish(SQLModel, table=True):
    """What one wish adds to the rates: that it came, and the newest word of its wisher.

    It comes once, to the body responsible for it today; its newest valid answer or call-back
    counts once, for the body responsible on that day. An excluded one is counted apart.
    """

    __tablename__ = "rated_wish"
    __table_args__ = (
        CheckConstraint("(came_on IS NULL) = (came_as IS NULL)", name="came_as_something"),
        CheckConstraint(
            "(heard_on IS NULL) = (heard_as IS NULL) AND (heard_on IS NULL) = (content IS NULL)",
            name="heard_as_something",
        ),
        Index("ix_rated_wish_area_heard", "area_id", "heard_on"),
        Index("ix_rated_wish_area_came", "area_id", "came_on"),
        Index("ix_rated_wish_heard_of", "heard_of", "heard_on"),
        Index("ix_rated_wish_came_to", "came_to", "came_on"),
    )

    wish_id: int = link("wish.id", primary_key=True)
    area_id: int = link("area.id")
    came_on: date | None = None
    came_as: Matter | None = coded(Matter, check="came_as", default=None, nullable=True)
    came_to: int | None = link("organization.id", default=None)
    heard_on: date | None = None
    heard_as: Matter | None = coded(Matter, check="heard_as", default=None, nullable=True)
    heard_of: int | None = link("organization.id", default=None)
    source: Source | None = coded(Source, default=None, nullable=True)
    contacted: bool = False
    solved: bool = False
    content: Content | None = coded(Content, default=None, nullable=True)
    excluded: bool = False


class RateTally(SQLModel, table=True):
    """The sums of rated wishes for one body over one day or month.

    `heard` and what follows count every newest word; those with `out_` the excluded ones among
    them. What a sweep adds here can be rebuilt from `rated_wish` at any time.
    """

    __tablename__ = "rate_tally"

    board: Board = coded(Board, primary_key=True)
    matter: Matter = coded(Matter, primary_key=True)
    stretch: Stretch = coded(Stretch, primary_key=True)
    since: date = Field(primary_key=True)
    body_id: int = Field(primary_key=True, sa_type=BigInteger)
    came: int = 0
    heard: int = 0
    contacted: int = 0
    solved: int = 0
    satisfied: int = 0
    fairly: int = 0
    out_heard: int = 0
    out_contacted: int = 0
    out_solved: int = 0
    out_satisfied: int = 0
    out_fairly: int = 0


class RateSweep(SQLModel, table=True):
    """Up to which link of the chain of history the sums have followed: one row."""

    __tablename__ = "rate_sweep"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    upto: int = Field(default=0, sa_type=BigInteger)


class RateRule(Row, table=True):
    """How rates become a score and a rank, from a day on; rules that came before are kept.

    Weights and `fairly` are per cent, `least` ones points of the score.
    """

    __tablename__ = "rate_rule"
    __table_args__ = (
        CheckConstraint("response + resolution + satisfaction = 100", name="whole"),
        CheckConstraint("least(response, resolution, satisfaction) >= 0", name="not_negative"),
        CheckConstraint("fairly BETWEEN 0 AND 100", name="part_of_a_yes"),
        CheckConstraint("minimum >= 1", name="at_least_one"),
    )

    since: date = Field(unique=True)
    response: int = 10
    resolution: int = 50
    satisfaction: int = 40
    fairly: int = 90
    minimum: int = 5
    best_count: int = 10
    best_least: int = 85
    improved_count: int = 10
    improved_least: int = 5
    poor_count: int = 10
    poor_below: int = 60
    volume_count: int = 10
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()


class FrozenRanking(Row, table=True):
    """A ranking as it stood when its week or month was over: never changed again.

    `document` is its canonical JSON and `digest` the SHA-256 of that, in hex.
    """

    __tablename__ = "frozen_ranking"
    __table_args__ = (UniqueConstraint("period", "board", "matter"),)

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    period: str = Field(max_length=8)
    board: Board = coded(Board)
    matter: Matter = coded(Matter)
    document: str = Field(sa_type=Text)
    digest: str = Field(max_length=64)
    at: datetime = moment()
