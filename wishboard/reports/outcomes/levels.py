"""By what the lines of a table are told apart, as SQL, and from when to when they are counted."""

from datetime import date, timedelta
from typing import Any

from wishboard.core.clock import today
from wishboard.reports.outcomes.extent import By, Extent
from wishboard.settings import settings

_KEYS = {
    By.organization: ("o.public_id", "o.name", "o.name_en"),
    By.category: ("c.slug", "c.name", "c.name_en"),
    By.lane: ("d.lane", "d.lane", "''"),
    By.year: ("d.year::text", "d.year::text", "''"),
}
_JOINS = {
    By.organization: "LEFT JOIN organization o ON o.id = d.organization_id",
    By.category: "LEFT JOIN category c ON c.id = d.category_id",
}
_IN_AREA = ("t.public_id", "t.name", "t.name_en")
_TOP = """
LEFT JOIN area t ON t.id = ANY(string_to_array(btrim(d.path, '/'), '/')::bigint[])
                AND t.level = :level
"""


def told_apart(by: By) -> dict[str, str]:
    """The parts of a statement by which sums `d` are told apart: `key`, `name`, `english`, `join`.

    `d` has lane, organization_id, category_id, year and the path of its area; areas need `:level`.
    """
    key, name, english = _KEYS.get(by, _IN_AREA)
    join = _JOINS.get(by, "") if by in _KEYS else _TOP
    return {"key": key, "name": name, "english": english, "join": join}


def counted(extent: Extent, by: By) -> dict[str, Any]:
    """The values of a statement that counts an extent with the year before it."""
    values = span(extent, years_before=1) | compared(extent) | {"zone": settings().zone.key}
    return values if by in _KEYS else values | {"level": by.value}


def span(extent: Extent, *, years_before: int = 0) -> dict[str, Any]:
    """From when to when an extent reaches, with some years before it."""
    over = extent.over
    if over is None:
        return {"since": date(1, 1, 1), "until": date(9999, 1, 1)}
    since = over.since
    return {"since": since.replace(year=since.year - years_before), "until": over.until}


def compared(extent: Extent) -> dict[str, date]:
    """Where the time begins, and the day up to which the same of the year before is compared.

    What is not over is compared with the same days of the year before.
    """
    over = extent.over
    if over is None:
        return {"begin": date(1, 1, 1), "same": date(1, 1, 1)}
    day, before = today(), over.year_before
    going = over.since <= day < over.until
    same = before.since + (day - over.since) + timedelta(days=1) if going else before.until
    return {"begin": over.since, "same": min(same, before.until)}
