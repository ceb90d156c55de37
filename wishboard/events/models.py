"""The row that a deed leaves, and the head of the chain."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from wishboard.core.rows import Row, coded, facts, moment


class Doer(StrEnum):
    """What sort of hand did it."""

    person = "person"
    wisher = "wisher"
    clock = "clock"
    command = "command"


class Event(Row, table=True):
    """One line of history.

    `subject` names the kind of thing it happened to and `subject_id` its numeric key; `facts` are
    ids and codes, never free text, so that erasing a person does not break the chain. `told` and
    `chained` are the two marks that readers leave; nothing else ever changes.
    """

    __table_args__ = (
        Index("ix_event_subject_subject_id_id", "subject", "subject_id", "id"),
        Index("ix_event_doer", "doer_id", "id", postgresql_where=text("doer = 'person'")),
        Index("ix_event_at", "at", postgresql_using="brin"),
        Index("ix_event_untold", "id", postgresql_where=text("NOT told")),
        Index("ix_event_unchained", "id", postgresql_where=text("NOT chained")),
    )

    at: datetime = moment()
    kind: str = Field(max_length=48)
    subject: str = Field(max_length=16)
    subject_id: int = Field(sa_type=BigInteger)
    doer: Doer = coded(Doer)
    doer_id: int | None = Field(default=None, sa_type=BigInteger)
    facts: dict[str, Any] = facts()
    told: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    chained: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})


class ChainLink(SQLModel, table=True):
    """An event's place in the chain: its digest covers the event and the digest before."""

    __tablename__ = "chain_link"

    position: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    event_id: int = Field(unique=True, sa_type=BigInteger)
    digest: bytes
    sealed_at: datetime = moment()
