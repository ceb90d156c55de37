"""Categories, reason codes and what can be counted, kept as data."""

from enum import StrEnum

from sqlmodel import Field

from wishboard.core.rows import Row, coded, link


class ReasonFor(StrEnum):
    """Which deed a reason explains."""

    decline = "decline"
    defer = "defer"
    transfer = "transfer"
    hand_back = "hand_back"
    reopen = "reopen"
    withdraw = "withdraw"


class Category(Row, table=True):
    """What a wish is about. `path` names it from the top, as in `城乡建设/市政设施/路灯`."""

    slug: str = Field(unique=True, max_length=80)
    name: str = Field(max_length=60)
    name_en: str = Field(default="", max_length=80)
    parent_id: int | None = link("category.id", default=None)
    path: str = Field(default="", max_length=200)
    position: int = 0
    retired: bool = False


class Reason(Row, table=True):
    """A reason that can be given, in words the person concerned will read."""

    code: str = Field(unique=True, max_length=40)
    deed: ReasonFor = coded(ReasonFor, index=True)
    sentence: str = Field(max_length=200)
    sentence_en: str = Field(max_length=200)
    position: int = 0


class QuantityKind(Row, table=True):
    """What can be counted of a solved issue beside people: metres of road, poles, yuan of income.

    Amounts of one kind are in its `unit` and are added up; different kinds never are.
    """

    __tablename__ = "quantity_kind"

    code: str = Field(unique=True, max_length=40)
    name: str = Field(max_length=40)
    name_en: str = Field(max_length=60)
    unit: str = Field(max_length=20)
    unit_en: str = Field(max_length=20)
    position: int = 0
    retired: bool = False
