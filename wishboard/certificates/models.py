"""A certificate of service: asked for, issued or refused, perhaps revoked."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, facts, link, moment


class Standing(StrEnum):
    """How a certificate stands."""

    asked = "asked"
    withdrawn = "withdrawn"
    refused = "refused"
    issued = "issued"
    revoked = "revoked"


class Revocation(StrEnum):
    """Why a certificate does not hold any more."""

    mistaken = "mistaken"
    undone = "undone"
    untrue = "untrue"
    holder_asked = "holder_asked"
    other = "other"


class Certificate(Row, table=True):
    """What one organization certifies of one person's service from a day to a day.

    `content` is everything on the paper, frozen when it is issued; `digest` is its SHA-256 in
    hexadecimal. `check_key` names the key of the house that its check code comes from; none is
    the oldest. `hint` are up to four characters of the holder's identity document. `words` tell
    the holder why it was refused, `revoked_words` everybody why it does not hold any more.
    """

    __table_args__ = (
        CheckConstraint("until >= since", name="in_order"),
        CheckConstraint(
            "(serial IS NOT NULL) = (standing IN ('issued', 'revoked'))", name="numbered_if_issued"
        ),
        CheckConstraint("(revoked_at IS NOT NULL) = (standing = 'revoked')", name="revoked_once"),
        Index(
            "uq_certificate_asked",
            "holder_id",
            unique=True,
            postgresql_where=text("standing = 'asked'"),
        ),
        Index("ix_certificate_of", "holder_id", text("id DESC")),
        Index("ix_certificate_by", "issuer_id", "standing", text("id DESC")),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    holder_id: int = link("person.id")
    issuer_id: int = link("organization.id")
    since: date
    until: date
    hint: str = Field(default="", max_length=4)
    language: str = Field(default="zh", max_length=8)
    standing: Standing = coded(Standing, default=Standing.asked)
    asked_at: datetime = moment()
    decided_at: datetime | None = None
    decided_by_id: int | None = link("person.id", default=None)
    words: str = Field(default="", max_length=300)
    serial: str | None = Field(default=None, unique=True, max_length=24)
    content: dict[str, Any] = facts()
    digest: str = Field(default="", max_length=64)
    check_key: bytes | None = None
    revoked_at: datetime | None = None
    revoked_by_id: int | None = link("person.id", default=None)
    revocation: Revocation | None = coded(Revocation, default=None, nullable=True)
    revoked_words: str = Field(default="", max_length=300)
