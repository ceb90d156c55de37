"""A ranking: bodies of one board over a period, added up from the stored sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from wishboard.core.database import AsyncSession
from wishboard.core.hot import hot_rows
from wishboard.core.periods import Period
from wishboard.i18n import current_locale
from wishboard.reports.rates.models import Board, Matter, RateRule, Stretch
from wishboard.reports.rates.rules import rule_of
from wishboard.reports.rates.scoring import Body, Counts, Groups, Ranked, groups, ranked
from wishboard.reports.rates.tally import SUMS

_ADDED_UP = ", ".join(f"sum({name}) AS {name}" for name in SUMS)


def _piece(stretch: Stretch, since: str, until: str) -> str:
    """The days or months of a stretch between two values: one range of the table's own order."""
    return f"""
SELECT * FROM rate_tally
 WHERE board = :board AND matter = :matter AND stretch = '{stretch}'
   AND since >= :{since} AND since < :{until}"""  # noqa: S608 - own words


_PIECES = " UNION ALL ".join(
    (
        _piece(Stretch.month, "month", "months"),
        _piece(Stretch.day, "day", "days"),
        _piece(Stretch.day, "late", "later"),
    )
)
_SUMS = f"SELECT body_id, {_ADDED_UP} FROM ({_PIECES}) AS piece GROUP BY body_id"  # noqa: S608
_AREAS = "SELECT id, public_id, name, name_en FROM area WHERE level = :board"
_BODIES = "SELECT id, public_id, name, name_en FROM organization WHERE id = ANY(:keys)"


_NONE = Counts()


class Named(NamedTuple):
    """What a body is called."""

    public_id: str
    name: str
    name_en: str

    @property
    def shown(self) -> str:
        """Its name in the reader's language."""
        return self.name_en if current_locale() == "en" and self.name_en else self.name


@dataclass(frozen=True, slots=True)
class Ranking:
    """One table with all that explains it: the period, the rule, the lines and the groups."""

    board: Board
    matter: Matter
    period: Period
    rule: RateRule
    lines: Sequence[Ranked]
    groups: Groups
    names: Mapping[str, Named]

    @property
    def excluded(self) -> int:
        """How many voices are left out by exclusions."""
        return sum(line.body.out.heard for line in self.lines)


async def ranking(db: AsyncSession, board: Board, matter: Matter, over: Period) -> Ranking:
    """The ranking over a period, by the rule that holds on its last day."""
    rule = await rule_of(db, over.last)
    sums = {row[0]: row for row in await sums_of(board, matter, over)}
    earlier = {row[0]: row for row in await sums_of(board, matter, over.before)}
    names = await _names(board, sums.keys() | earlier.keys())
    bodies = [
        _body(named.public_id, sums.get(key), earlier.get(key)) for key, named in names.items()
    ]
    lines = ranked(bodies, rule)
    by_id = {named.public_id: named for named in names.values()}
    return Ranking(board, matter, over, rule, lines, groups(lines, rule), by_id)


async def sums_of(board: Board, matter: Matter, over: Period) -> list[Any]:
    """The sums of each body over a period: whole months as such, the days before and after."""
    return await hot_rows(_SUMS, {"board": board, "matter": matter} | pieces(over))


def pieces(over: Period) -> dict[str, date]:
    """A period as the whole months in it and the days around them."""
    first = over.since if over.since.day == 1 else _next_month(over.since)
    last = over.until.replace(day=1)
    if first >= last:
        return dict.fromkeys(("month", "months", "late", "later"), over.until) | {
            "day": over.since,
            "days": over.until,
        }
    return {
        "month": first,
        "months": last,
        "day": over.since,
        "days": first,
        "late": last,
        "later": over.until,
    }


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


async def _names(board: Board, keys: set[int]) -> dict[int, Named]:
    """All areas of a level, or the organizations that have something to show."""
    if board is Board.organization:
        found = await hot_rows(_BODIES, {"keys": sorted(keys)})
    else:
        found = await hot_rows(_AREAS, {"board": board.value})
    return {row[0]: Named(*row[1:]) for row in found}


def _body(key: str, row: Any, before: Any) -> Body:
    came, heard, out = _counted(row)
    _came, earlier, left_out = _counted(before)
    return Body(key, came, heard, out, earlier.without(left_out) if left_out.heard else earlier)


def _counted(row: Any) -> tuple[int, Counts, Counts]:
    """What the sums of a body say: how many came, what was heard, what of it is excluded."""
    if row is None:
        return 0, _NONE, _NONE
    return row[1], Counts._make(row[2:7]), Counts._make(row[7:12]) if row[7] else _NONE
