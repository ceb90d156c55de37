"""The closed years."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, facts, link, moment


class YearClosing(Row, table=True):
    """The year of one organization and its members, closed.

    `statement` holds keys, numbers and codes, no names. `digest` is its SHA-256, `signature` the
    digest under the installation's key (HMAC-SHA256); both in hexadecimal.
    """

    __tablename__ = "year_closing"
    __table_args__ = (Index("uq_year_closing", "organization_id", "year", unique=True),)

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    organization_id: int = link("organization.id")
    year: int
    closed_by_id: int = link("person.id")
    closed_at: datetime = moment()
    statement: dict[str, Any] = facts()
    digest: str = Field(max_length=64)
    signature: str = Field(max_length=64)
