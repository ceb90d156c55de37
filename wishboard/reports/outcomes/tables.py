"""Outcomes as tables: three totals that are never mixed, this year and the year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent
from wishboard.i18n import current_locale
from wishboard.reports.outcomes.done import FROM
from wishboard.reports.outcomes.extent import NOWHERE, By, Extent
from wishboard.reports.outcomes.levels import counted, told_apart

GOOD_FOR = 60
"""Seconds after which a table is counted again."""

_SUMS = """
SELECT coalesce({key}, '-') AS key, coalesce(min({name}), '') AS name,
       coalesce(min({english}), '') AS name_en, d.year,
       sum(d.wishes)::int AS wishes, sum(d.issues)::int AS issues,
       sum(d.people)::int AS participations, sum(d.expected)::bigint AS expected,
       sum(d.reported)::bigint AS reported, sum(d.confirmed)::bigint AS confirmed
  FROM (SELECT extract(year FROM d.day)::int AS year, d.lane, d.organization_id, d.category_id,
               a.path, count(*) FILTER (WHERE d.kind = 'wish') AS wishes,
               count(*) FILTER (WHERE d.kind = 'issue') AS issues, sum(d.people) AS people,
               sum(d.expected) AS expected, sum(d.reported) AS reported,
               sum(d.confirmed) AS confirmed
          {lines} WHERE {condition} AND (d.day >= :begin OR d.day < :same)
         GROUP BY 1, d.lane, d.organization_id, d.category_id, a.path) AS d
  {join}
 GROUP BY 1, d.year
"""


class Sums(NamedTuple):
    """Wishes fulfilled, problems solved, person-times of help, and people it reached: expected by
    the keeper, reported by who did it, confirmed. Never added to each other.
    """

    wishes: int = 0
    issues: int = 0
    participations: int = 0
    expected: int = 0
    reported: int = 0
    confirmed: int = 0

    def plus(self, other: "Sums") -> "Sums":
        """Both together, each sum by itself."""
        return Sums(*(one + more for one, more in zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, with the same a year before."""

    key: str
    name: str
    name_en: str
    now: Sums
    before: Sums

    @property
    def shown(self) -> str:
        """Its name in the reader's language; empty for what has none."""
        return self.name_en if current_locale() == "en" and self.name_en else self.name


@dataclass(frozen=True, slots=True)
class Table:
    """The lines, the largest figure first, and what they add up to."""

    lines: Sequence[Line]
    now: Sums
    before: Sums


_recent: Recent[tuple[Extent, By], Table] = Recent(GOOD_FOR, own_commits=True)


async def outcomes(extent: Extent, by: By) -> Table:
    """The outcomes of an extent, as they were at most a minute ago."""
    return await _recent.get((extent, by), lambda: count_outcomes(extent, by))


def change(now: int | Decimal, before: int | Decimal) -> str:
    """How a figure changed in a year, in whole per cent; a dash when there was none before."""
    if not before:
        return "—"
    percent = int((abs(Decimal(now) - before) * 200 + before) // (2 * before))
    return f"{'-' if now < before and percent else '+' if percent else ''}{percent}%"


async def count_outcomes(extent: Extent, by: By) -> Table:
    """The same, counted now."""
    condition, values = extent.condition()
    query = _SUMS.format(lines=FROM, condition=condition, **told_apart(by))
    values |= counted(extent, by)
    rows = await hot_rows(query, values, plan_anew=True)
    return _by_year(rows) if by is By.year else _table(rows, extent.year)


def _table(rows: list[Any], year: int) -> Table:
    names = {row.key: (row.name, row.name_en) for row in rows}
    now = dict.fromkeys(names, Sums())
    before = dict.fromkeys(names, Sums())
    for row in rows:
        part = now if not year or row.year == year else before
        part[row.key] = part[row.key].plus(Sums(*row[4:]))
    lines = [Line(key, *names[key], now[key], before[key]) for key in names]
    lines.sort(
        key=lambda line: (line.key == NOWHERE, -line.now.confirmed, -line.now.wishes, line.key)
    )
    return _summed(lines)


def _by_year(rows: list[Any]) -> Table:
    sums = {row.year: Sums(*row[4:]) for row in rows}
    lines = [
        Line(str(year), str(year), "", sums[year], sums.get(year - 1, Sums()))
        for year in sorted(sums, reverse=True)
    ]
    return _summed(lines)


def _summed(lines: list[Line]) -> Table:
    now = before = Sums()
    for line in lines:
        now, before = now.plus(line.now), before.plus(line.before)
    return Table(lines, now, before)
