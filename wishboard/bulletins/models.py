"""Reports that were made, and who wants to be told of the next."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, facts, link, moment


class Rhythm(StrEnum):
    """How often there is a report."""

    month = "month"
    quarter = "quarter"
    year = "year"


def _unique(name: str, *columns: str) -> Index:
    return Index(name, *columns, unique=True, postgresql_nulls_not_distinct=True)


_ONE = "num_nonnulls(area_id, organization_id) = 1"


class Bulletin(Row, table=True):
    """What a report of one area or organization said of a period when it was made. Never changed.

    `digest` is the SHA-256 of the `document`, in hex. `told_at` is when those who had subscribed
    were told.
    """

    __table_args__ = (
        CheckConstraint(_ONE, name="one_scope"),
        _unique("uq_bulletin", "period", "area_id", "organization_id"),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    rhythm: Rhythm = coded(Rhythm)
    period: str = Field(max_length=8)
    area_id: int | None = link("area.id", default=None, index=True)
    organization_id: int | None = link("organization.id", default=None, index=True)
    document: dict[str, Any] = facts()
    digest: str = Field(max_length=64)
    made_at: datetime = moment()
    told_at: datetime | None = None


class Subscription(Row, table=True):
    """Somebody wants to be told of each report of an area or an organization."""

    __tablename__ = "bulletin_subscription"
    __table_args__ = (
        CheckConstraint(_ONE, name="one_scope"),
        _unique("uq_bulletin_subscription", "person_id", "rhythm", "area_id", "organization_id"),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    person_id: int = link("person.id")
    rhythm: Rhythm = coded(Rhythm)
    area_id: int | None = link("area.id", default=None)
    organization_id: int | None = link("organization.id", default=None)
    since: datetime = moment()
