"""What is kept of a second factor: the secret sealed, the recovery codes as digests."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from wishboard.core.rows import link


class SecondFactor(SQLModel, table=True):
    """Somebody's TOTP secret (RFC 6238). It counts from `confirmed_at`, when a first code fitted.

    `last_step` is the newest half minute whose code was used: neither it nor an older one opens
    the door again.
    """

    __tablename__ = "second_factor"

    person_id: int = link("person.id", primary_key=True)
    secret_sealed: bytes
    confirmed_at: datetime | None = None
    last_step: int = 0


class RecoveryCode(SQLModel, table=True):
    """A code that opens the door once without the telephone; only its keyed digest is kept."""

    __tablename__ = "recovery_code"

    digest: bytes = Field(primary_key=True)
    person_id: int = link("person.id", index=True)
