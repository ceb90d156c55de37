"""Notices inside the house, and messages on their way out of it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from wishboard.core.rows import Row, coded, link, moment
from wishboard.disclosure.audiences import Audience


class Mail(StrEnum):
    """Where the mail about a notice is.

    `failed` and `uncertain` are for a person to look at, who has it sent again or gives it up.
    """

    none = "none"
    planned = "planned"
    sending = "sending"
    sent = "sent"
    failed = "failed"
    uncertain = "uncertain"
    given_up = "given_up"


class Notice(Row, table=True):
    """Something a person should know: one row for an event and a recipient.

    Of some kinds all events of one `day` are gathered in one row, `times` counts them, and the
    event is the day's first. `audience` is as whom the person is told. `mail_why` is the code of
    what the gateway last said.
    """

    __table_args__ = (
        Index("uq_notice_event_id_person_id", "event_id", "person_id", unique=True),
        Index(
            "uq_notice_gathered",
            "person_id",
            "kind",
            "day",
            unique=True,
            postgresql_where=text("day IS NOT NULL"),
        ),
        Index("ix_notice_of", "person_id", text("id DESC")),
        Index("ix_notice_unread", "person_id", postgresql_where=text("read_at IS NULL")),
        Index(
            "ix_notice_unmailed",
            "person_id",
            postgresql_where=text("mail IN ('planned', 'sending')"),
        ),
        Index(
            "ix_notice_dead",
            "person_id",
            postgresql_where=text("mail IN ('failed', 'uncertain')"),
        ),
        Index("ix_notice_at", "at"),
    )

    event_id: int = Field(sa_type=BigInteger)
    person_id: int = link("person.id")
    kind: str = Field(max_length=48)
    audience: Audience = coded(Audience)
    wish_id: int | None = link("wish.id", default=None)
    issue_id: int | None = link("issue.id", default=None)
    at: datetime = moment()
    day: date | None = None
    times: int = 1
    read_at: datetime | None = None
    mail: Mail = coded(Mail, default=Mail.none)
    mail_lease_until: datetime | None = None
    mail_attempts: int = 0
    mail_why: str | None = Field(default=None, max_length=40)
