"""What solved problems brought in metres, poles, yuan: each kind by itself, in its unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any, NamedTuple

from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent
from wishboard.i18n import current_locale
from wishboard.reports.outcomes.done import FROM
from wishboard.reports.outcomes.extent import NOWHERE, By, Extent
from wishboard.reports.outcomes.levels import counted, told_apart
from wishboard.reports.outcomes.tables import GOOD_FOR

_SUMS = """
SELECT k.code, k.name AS kind, k.name_en AS kind_en, k.unit, k.unit_en,
       coalesce({key}, '-') AS key, coalesce(min({name}), '') AS name,
       coalesce(min({english}), '') AS name_en, d.year, count(*)::int AS issues,
       coalesce(sum(q.expected), 0) AS expected, coalesce(sum(q.reported), 0) AS reported,
       coalesce(sum(q.confirmed), 0) AS confirmed
  FROM (SELECT d.id, extract(year FROM d.day)::int AS year, d.lane, d.organization_id,
               d.category_id, a.path
          {lines} WHERE d.kind = 'issue' AND {condition} AND (d.day >= :begin OR d.day < :same)
       ) AS d
  JOIN issue_quantity q ON q.issue_id = d.id JOIN quantity_kind k ON k.id = q.kind_id
  {join}
 GROUP BY k.id, 6, d.year ORDER BY k.position, k.id
"""
_ZERO = Decimal(0)


class Amounts(NamedTuple):
    """How many problems brought some, and how much: expected, reported, confirmed; in one unit."""

    issues: int = 0
    expected: Decimal = _ZERO
    reported: Decimal = _ZERO
    confirmed: Decimal = _ZERO

    def plus(self, other: "Amounts") -> "Amounts":
        """Both together, each sum by itself."""
        return Amounts(
            self.issues + other.issues,
            self.expected + other.expected,
            self.reported + other.reported,
            self.confirmed + other.confirmed,
        )


@dataclass(frozen=True, slots=True)
class Portion:
    """What one line of a table brought of a kind, with the same a year before."""

    key: str
    name: str
    name_en: str
    now: Amounts
    before: Amounts

    @property
    def shown(self) -> str:
        """Its name in the reader's language; empty for what has none."""
        return self.name_en if current_locale() == "en" and self.name_en else self.name


@dataclass(frozen=True, slots=True)
class Brought:
    """A kind of quantity: its portions, the largest first, and what they add up to."""

    code: str
    names: tuple[str, str]
    units: tuple[str, str]
    portions: Sequence[Portion]

    @property
    def shown(self) -> str:
        """The kind's name in the reader's language."""
        return self.names[current_locale() == "en"]

    @property
    def unit(self) -> str:
        """Its unit in the reader's language."""
        return self.units[current_locale() == "en"]

    @property
    def now(self) -> Amounts:
        """All portions together."""
        return reduce(Amounts.plus, (one.now for one in self.portions), Amounts())

    @property
    def before(self) -> Amounts:
        """All portions of the year before together."""
        return reduce(Amounts.plus, (one.before for one in self.portions), Amounts())


_recent: Recent[tuple[Extent, By], list[Brought]] = Recent(GOOD_FOR, own_commits=True)


async def brought(extent: Extent, by: By) -> list[Brought]:
    """What the solved problems of an extent brought, kind by kind in the catalogue's order."""
    return await _recent.get((extent, by), lambda: count_brought(extent, by))


async def count_brought(extent: Extent, by: By) -> list[Brought]:
    """The same, counted now."""
    condition, values = extent.condition()
    query = _SUMS.format(lines=FROM, condition=condition, **told_apart(by))
    rows = await hot_rows(query, values | counted(extent, by), plan_anew=True)
    kinds: dict[str, list[Any]] = {}
    for row in rows:
        kinds.setdefault(row.code, []).append(row)
    return [
        Brought(
            code,
            (told[0].kind, told[0].kind_en),
            (told[0].unit, told[0].unit_en),
            _by_year(told) if by is By.year else _portions(told, extent.year),
        )
        for code, told in kinds.items()
    ]


def _portions(rows: list[Any], year: int) -> list[Portion]:
    names = {row.key: (row.name, row.name_en) for row in rows}
    now, before = dict.fromkeys(names, Amounts()), dict.fromkeys(names, Amounts())
    for row in rows:
        part = now if not year or row.year == year else before
        part[row.key] = part[row.key].plus(Amounts(*row[9:]))
    found = [Portion(key, *names[key], now[key], before[key]) for key in names]
    return sorted(found, key=lambda one: (one.key == NOWHERE, -one.now.confirmed, one.key))


def _by_year(rows: list[Any]) -> list[Portion]:
    told = {row.year: Amounts(*row[9:]) for row in rows}
    return [
        Portion(str(year), str(year), "", told[year], told.get(year - 1, Amounts()))
        for year in sorted(told, reverse=True)
    ]
