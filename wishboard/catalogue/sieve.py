"""What every sieve of a list looks through: the place, the category, the words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, any_, cast, func, or_, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import aliased
from sqlmodel import col

from wishboard.accounts.models import Area
from wishboard.catalogue.models import Category
from wishboard.core.tokens import every_token

_LONGEST = {"area": 16, "category": 80, "q": 60}


@dataclass(frozen=True, slots=True)
class PlainSieve:
    """A place, a category and words to look for; what is left empty lets everything through."""

    area: str = ""
    category: str = ""
    q: str = ""

    def given(self) -> dict[str, str]:
        """What is looked for, by the names used in addresses."""
        asked = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in asked.items() if value}

    def placed(self, area: Any, category: Any) -> list[ColumnElement[bool]]:
        """What the columns of the area and of the category must be."""
        found = []
        if self.area:
            found.append(in_area(self.area, area))
        if self.category:
            found.append(in_category(self.category, category))
        return found

    def told(self, search: Any) -> list[ColumnElement[bool]]:
        """What the column of searchable words must hold."""
        wanted = every_token(self.q)
        return [holds(search, wanted)] if wanted else []


def plain_from(asked: Mapping[str, str]) -> dict[str, str]:
    """The place, the category and the words of an address, as a sieve is made with them."""
    return {
        name: asked.get(name, "").replace("\0", "").strip()[:longest]
        for name, longest in _LONGEST.items()
    }


def holds(search: Any, wanted: str) -> ColumnElement[bool]:
    """A column of searchable words that matches a query of tokens."""
    matching: ColumnElement[bool] = col(search).op("@@", is_comparison=True)(cast(wanted, TSQUERY))
    return matching


def one_of(key: Any, keys: Select[Any]) -> ColumnElement[bool]:
    """A key among those of a query, which is asked once and beforehand.

    So an index that has the lines in their order can be walked until a page is full.
    """
    among: ColumnElement[bool] = col(key) == any_(func.array(keys.scalar_subquery()))
    return among


def in_area(public_id: str, column: Any) -> ColumnElement[bool]:
    """Lying in an area, by its public id, or in any part of it."""
    top = aliased(Area)
    below = select(col(Area.id)).join(top, col(Area.path).startswith(col(top.path)))
    return one_of(column, below.where(col(top.public_id) == public_id))


def in_category(slug: str, column: Any) -> ColumnElement[bool]:
    """Of a category, by its short name, or of one below it."""
    top = aliased(Category)
    below = select(col(Category.id)).join(
        top,
        or_(col(Category.id) == col(top.id), col(Category.path).startswith(col(top.path) + "/")),
    )
    return one_of(column, below.where(col(top.slug) == slug))
