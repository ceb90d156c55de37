"""What a ranking's address asks for: whose table, of what, over which period."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from wishboard.accounts.roles import Right
from wishboard.core.clock import today
from wishboard.core.periods import (
    Period,
    month_of,
    named,
    period,
    quarter_of,
    week_of,
    year_of,
)
from wishboard.reports.rates.models import Board, Matter

READERS = (Right.oversee, Right.handle, Right.administer)
"""Rankings are read by who has a desk; nobody is ranked on them but areas and organizations."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A board, a matter and a period."""

    board: Board
    matter: Matter
    over: Period

    def given(self, **more: str) -> dict[str, str]:
        """The same as names and values of an address."""
        own = {"of": self.board.value, "about": self.matter.value, "period": self.over.name}
        return {name: value for name, value in (own | more).items() if value}

    def to(self, path: str = "/rankings", **more: str) -> str:
        """The same as an address, with something more."""
        return f"{path}?{urlencode(self.given(**more))}"


def asked_by(given: Mapping[str, str]) -> Asked:
    """What an address asks for; streets, individual wishes and this month where it says nothing."""
    board, matter = given.get("of", ""), given.get("about", "")
    return Asked(
        Board(board) if board in Board.__members__ else Board.street,
        Matter(matter) if matter in Matter.__members__ else Matter.individual,
        period(given.get("period", "")) or month_of(today()),
    )


def period_choices(chosen: Period) -> list[tuple[str, str]]:
    """The periods to choose from, the newest of each kind first."""
    day = today()
    found: list[Period] = []
    for first, many in ((month_of(day), 13), (week_of(day), 6), (quarter_of(day), 5)):
        found += _back(first, many)
    found += _back(year_of(day), 3)
    if chosen not in found:
        found.insert(0, chosen)
    return [(one.name, named(one)) for one in found]


def _back(first: Period, many: int) -> list[Period]:
    found = [first]
    while len(found) < many:
        found.append(found[-1].before)
    return found
