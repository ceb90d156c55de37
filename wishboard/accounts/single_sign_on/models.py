"""Who somebody is at the identity provider."""

from sqlmodel import Field, SQLModel

from wishboard.core.rows import link


class Identity(SQLModel, table=True):
    """A subject of an issuer and the person it stands for. The two never change."""

    issuer: str = Field(primary_key=True, max_length=300)
    subject: str = Field(primary_key=True, max_length=255)
    person_id: int = link("person.id", index=True)
