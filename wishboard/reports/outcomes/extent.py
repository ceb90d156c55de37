"""Which outcomes are asked for, and by what they are told apart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from wishboard.core.clock import today
from wishboard.core.periods import Period, period
from wishboard.wishes.stages import Lane

_EARLIEST = 2000
NOWHERE = "-"
"""In an address: what has no place on the level that is asked for."""


class By(StrEnum):
    """What the lines of a table are."""

    district = "district"
    street = "street"
    community = "community"
    organization = "organization"
    category = "category"
    lane = "lane"
    year = "year"


class What(StrEnum):
    """Which rows stand behind a figure."""

    everything = "everything"
    wishes = "wishes"
    issues = "issues"


_BROUGHT = """d.kind = 'issue' AND EXISTS (
  SELECT FROM issue_quantity brought JOIN quantity_kind ON quantity_kind.id = brought.kind_id
   WHERE brought.issue_id = d.id AND quantity_kind.code = :quantity)"""
AREAS = frozenset({By.district, By.street, By.community})


@dataclass(frozen=True, slots=True)
class Extent:
    """Outcomes of a year (0: of all), of an area and all below it, of a body, category and lane.

    `rest` is a level of areas: only what lies on a higher one, and so in none of them. `part` is a
    month (`10`) or a quarter (`Q3`) of the year. `under` is a body together with all below it.
    `quantity` is the code of a kind: only problems that brought some of it.
    """

    year: int = 0
    area: str = ""
    organization: str = ""
    category: str = ""
    lane: str = ""
    rest: str = ""
    quantity: str = ""
    part: str = ""
    under: str = ""

    @property
    def over(self) -> Period | None:
        """The year or the part of it; None for all years."""
        if not self.year:
            return None
        return period(f"{self.year}-{self.part}" if self.part else str(self.year))

    def given(self) -> dict[str, str]:
        """What is asked for, by the names used in addresses."""
        told = {
            "year": str(self.year) if self.year else "all",
            "area": self.area,
            "organization": self.organization,
            "category": self.category,
            "lane": self.lane,
            "rest": self.rest,
            "quantity": self.quantity,
            "part": self.part,
            "under": self.under,
        }
        return {name: value for name, value in told.items() if value}

    def within(self, by: By, key: str) -> "Extent":
        """The part of it that stands behind one line of a table."""
        if by is By.year:
            return replace(self, year=int(key))
        if by in AREAS:
            return replace(self, rest=by.value) if key == NOWHERE else replace(self, area=key)
        if by is By.organization:
            return replace(self, organization=key)
        return replace(self, category=key) if by is By.category else replace(self, lane=key)

    def condition(self) -> tuple[str, dict[str, Any]]:
        """The same as SQL on an outcome `d` in area `a`, but for the year."""
        parts, values = ["true"], {}
        if self.area:
            parts.append(
                "EXISTS (SELECT FROM area top WHERE top.public_id = :area"
                " AND a.path LIKE top.path || '%')"
            )
        if self.organization:
            parts.append(_named("organization_id", "organization", "public_id"))
        if self.under:
            parts.append(
                "d.organization_id IN (SELECT b.id FROM organization b, organization top"
                " WHERE top.public_id = :under AND b.path LIKE top.path || '%')"
            )
        if self.category:
            parts.append(_named("category_id", "category", "slug"))
        if self.lane:
            parts.append("d.lane = :lane")
        if self.rest:
            parts.append(
                "NOT EXISTS (SELECT FROM area up WHERE up.level = :rest"
                " AND a.path LIKE up.path || '%')"
            )
        if self.quantity:
            parts.append(_BROUGHT)
        for name in ("area", "organization", "under", "category", "lane", "rest", "quantity"):
            if value := getattr(self, name):
                values[name] = value
        return " AND ".join(parts), values


def _named(column: str, table: str, name: str) -> str:
    return f"d.{column} IS NOT DISTINCT FROM (SELECT id FROM {table} WHERE {name} = :{table})"  # noqa: S608


def extent_from(given: Mapping[str, str]) -> Extent:
    """An extent from an address; this year where it says nothing, all years for `all`."""

    def word(name: str) -> str:
        return given.get(name, "")[:80].replace("\0", "")

    year, lane, rest = given.get("year", ""), given.get("lane", ""), given.get("rest", "")
    known = year.isascii() and year.isdigit() and _EARLIEST <= int(year[:5]) < 9999
    asked = int(year) if known else 0 if year == "all" else today().year
    return Extent(
        year=asked,
        area=word("area"),
        organization=word("organization"),
        category=word("category"),
        lane=lane if lane in Lane.__members__ else "",
        rest=rest if rest in {level.value for level in AREAS} else "",
        quantity=word("quantity"),
        part=_part(asked, given.get("part", "")),
        under=word("under"),
    )


def _part(year: int, part: str) -> str:
    """The part of a year that an address asks for; weeks are none."""
    known = year and part[:1] != "W" and period(f"{year}-{part}")
    return part if known else ""
