"""What somebody owes in a year. Pure: a rule's terms, times of belonging, excuses."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class PartYear(StrEnum):
    """What is owed when somebody joins or leaves during the year: all, a share by days, nothing."""

    whole = "whole"
    share = "share"
    nothing = "nothing"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, both included; without an end it goes on."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Excused(Span):
    """Days for which somebody is excused, with the code of the excuse."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule says about how much is owed."""

    minimum: int
    joining: PartYear = PartYear.share
    leaving: PartYear = PartYear.share
    excuses: Collection[str] = field(default=frozenset())


_Days = list[tuple[int, int]]


def owed(terms: Terms, year: int, spells: Iterable[Span], excused: Iterable[Excused] = ()) -> int:
    """How much is owed in a year by whoever belonged for these spells.

    The minimum, times the days that count, over the days of the year, rounded half up. Days count
    when they belong and are not excused by a code that the rule knows. Having joined after the
    first day or left before the last, the missing days count too (whole), do not (share), or
    nothing is owed at all (nothing). A gap between two spells is never owed for.
    """
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    days = _days(spells, first, last)
    if not days:
        return 0
    begin, end = days[0][0], days[-1][1]
    if begin > first:
        if terms.joining is PartYear.nothing:
            return 0
        if terms.joining is PartYear.whole:
            days.insert(0, (first, begin - 1))
    if end < last:
        if terms.leaving is PartYear.nothing:
            return 0
        if terms.leaving is PartYear.whole:
            days.append((end + 1, last))
    off = _days((one for one in excused if one.code in terms.excuses), first, last)
    counted = _length(days) - _common(days, off)
    whole = last - first + 1
    return (2 * terms.minimum * counted + whole) // (2 * whole)


def _days(spans: Iterable[Span], first: int, last: int) -> _Days:
    """Spans within a year as numbered days, apart from each other and in order."""
    inside = sorted(
        (max(one.since.toordinal(), first), min(one.until.toordinal(), last) if one.until else last)
        for one in spans
    )
    apart: _Days = []
    for begin, end in inside:
        if begin > end:
            continue
        if apart and begin <= apart[-1][1] + 1:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((begin, end))
    return apart


def _length(days: _Days) -> int:
    return sum(end - begin + 1 for begin, end in days)


def _common(some: _Days, others: _Days) -> int:
    return sum(
        max(0, min(end, until) - max(begin, since) + 1)
        for begin, end in some
        for since, until in others
    )
