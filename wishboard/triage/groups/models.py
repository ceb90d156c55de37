"""A hot group, the wishes in it and why, and what a person said belongs apart."""

from datetime import datetime

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Column, Index, String, text
from sqlmodel import Field, SQLModel

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, link, moment


class HotGroup(Row, table=True):
    """Wishes of at least two that speak of the same matter at the same place.

    `founder_id` is the first of its wishes. `people` counts distinct wishers and `wishes` their
    wishes; `area_id` is the smallest area that holds them all. `words` are those that most of them
    share. All of it is summed up from the group's wishes whenever one comes or goes.
    """

    __tablename__ = "hot_group"
    __table_args__ = (
        CheckConstraint("people >= 0 AND wishes >= people", name="counted"),
        Index("ix_hot_group_people", "people", "id"),
        Index("ix_hot_group_last_at", "last_at"),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    founder_id: int = link("wish.id", unique=True)
    area_id: int = link("area.id", index=True)
    place: str = Field(default="", max_length=60)
    words: list[str] = Field(
        default_factory=list,
        sa_column=Column(ARRAY(String(32)), nullable=False, server_default=text("'{}'")),
    )
    wishes: int = 0
    people: int = 0
    first_at: datetime = moment()
    last_at: datetime = moment()


class GroupWish(SQLModel, table=True):
    """A wish that was looked at: in a group, or in none yet.

    `score`, `words` and `place` say how like one of the others it was when it joined, and by what;
    who founded the group has none. `person` tells wishers apart. `marks` are digests of its
    telling words, by which later wishes find it; they are forgotten when it is too old for that.
    """

    __tablename__ = "group_wish"
    __table_args__ = (
        Index("ix_group_wish_marks", "marks", postgresql_using="gin"),
        Index("ix_group_wish_at", "at"),
        Index("ix_group_wish_group", "group_id", "wish_id"),
    )

    wish_id: int = link("wish.id", primary_key=True)
    group_id: int | None = link("hot_group.id", default=None)
    score: float = 0.0
    words: list[str] = Field(
        default_factory=list,
        sa_column=Column(ARRAY(String(32)), nullable=False, server_default=text("'{}'")),
    )
    place: str = Field(default="", max_length=60)
    person: int = Field(sa_type=BigInteger)
    at: datetime
    looked_at: datetime = moment()
    marks: list[int] | None = Field(
        default=None, sa_column=Column(ARRAY(BigInteger), nullable=True)
    )


class Apart(SQLModel, table=True):
    """Two wishes that a person said are never together, the earlier one first."""

    __table_args__ = (CheckConstraint("one_id < other_id", name="in_order"),)

    one_id: int = link("wish.id", primary_key=True)
    other_id: int = link("wish.id", primary_key=True, index=True)
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()


class Alone(SQLModel, table=True):
    """A wish that a person took out of its group: it joins none until somebody says otherwise."""

    wish_id: int = link("wish.id", primary_key=True)
    by_id: int | None = link("person.id", default=None)
    at: datetime = moment()


class GroupSweep(SQLModel, table=True):
    """How far the sweep has come, and what it knows: one row.

    Every wish up to `upto` was looked at. `reached` is the last one it had come to at `since`; in
    an hour nothing before it can be on its way any more, and it becomes `upto`. `common` says how
    common each word is in town.
    """

    __tablename__ = "group_sweep"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    upto: int = Field(default=0, sa_type=BigInteger)
    reached: int = Field(default=0, sa_type=BigInteger)
    since: datetime = moment()
    common: bytes = b""
