"""A file with contact data, from the request to its end."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from wishboard.core.clock import now
from wishboard.core.ids import public_id
from wishboard.core.rows import Row, coded, link, moment
from wishboard.disclosure.models import Purpose
from wishboard.wishes.stages import Stage


class Decision(StrEnum):
    """What a second person said."""

    waiting = "waiting"
    approved = "approved"
    refused = "refused"


class ContactExport(Row, table=True):
    """The wishes at one stage that an organization and those below it keep, with contact data.

    `words` say what it is needed for, `decision_words` why it was refused. `file` is the workbook,
    sealed, from the first fetching until `fetch_until`; it is made once.
    `canary_key` names the key of the house that its canary comes from; none is the oldest.
    """

    __tablename__ = "contact_export"
    __table_args__ = (
        CheckConstraint("decided_by_id <> asker_id", name="two_people"),
        CheckConstraint("(decided_by_id IS NULL) = (decision = 'waiting')", name="decided_by"),
        Index("ix_contact_export_of", "organization_id", text("id DESC")),
        Index("ix_contact_export_kept", "id", postgresql_where=text("file IS NOT NULL")),
    )

    public_id: str = Field(default_factory=public_id, unique=True, max_length=16)
    asker_id: int = link("person.id", index=True)
    organization_id: int = link("organization.id")
    stage: Stage = coded(Stage)
    purpose: Purpose = coded(Purpose)
    words: str = Field(max_length=300)
    asked_at: datetime = moment()
    decision: Decision = coded(Decision, default=Decision.waiting)
    decided_by_id: int | None = link("person.id", default=None)
    decided_at: datetime | None = None
    decision_words: str = Field(default="", max_length=300)
    fetch_until: datetime | None = None
    made_at: datetime | None = None
    lines: int = 0
    canary_key: bytes | None = None
    file: bytes | None = None

    @property
    def open(self) -> bool:
        """Whether the asker can fetch it now."""
        return self.fetch_until is not None and self.fetch_until > now()
