"""What is kept of a link: whom it was asked for, and a digest of its secret."""

from datetime import datetime

from sqlmodel import Field

from wishboard.core.rows import Row, link, moment


class SignInLink(Row, table=True):
    """A link somebody asked for. It has no secret before the worker has found its person.

    The address is as it was typed; whether anybody has it is not known at the door.
    """

    __tablename__ = "sign_in_link"

    address: str = Field(max_length=200)
    asked_at: datetime = moment(index=True)
    person_id: int | None = link("person.id", default=None, index=True)
    token_hash: bytes | None = Field(default=None, unique=True)
    expires_at: datetime | None = None
