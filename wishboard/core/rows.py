"""What tables are made of: rows with a numeric key, and the kinds of their columns."""

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Enum
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm.attributes import set_attribute
from sqlalchemy.orm.instrumentation import is_instrumented
from sqlmodel import Field, SQLModel

from wishboard.core.clock import now

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def coded(kind: type[StrEnum], *, check: str = "", **options: Any) -> Any:
    """A field that stores an enum by value with a CHECK behind it.

    A table's second field of the same enum names its own `check`.
    """
    name = check or "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__).lstrip(
        "_"
    )
    stored = Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda k: [member.value for member in k],
    )
    return Field(sa_type=stored, **options)


class Row(SQLModel):
    """A table's row with a numeric key that stays inside the house.

    Rows are made of what forms have checked: a validator is built only for a table that asks for
    one, which halves what pydantic takes when the house opens.
    """

    model_config = {"defer_build": True}

    id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger)

    def __setattr__(self, name: str, value: Any) -> None:
        """SQLAlchemy notes what was set; nobody asks for pydantic's own notes of it."""
        if is_instrumented(self, name):  # type: ignore[no-untyped-call]
            set_attribute(self, name, value)
        else:
            super().__setattr__(name, value)

    @property
    def key(self) -> int:
        """The numeric key of a stored row."""
        assert self.id is not None
        return self.id


def link(target: str, **options: Any) -> Any:
    """A reference to another table's numeric key."""
    return Field(foreign_key=target, sa_type=BigInteger, **options)


def facts(**options: Any) -> Any:
    """A small JSON document, replaced whole and never changed in place."""
    return Field(default_factory=dict, sa_type=JSONB, **options)


def moment(**options: Any) -> Any:
    """A point in time that is set when the row is made."""
    return Field(default_factory=now, **options)
