"""How an address asks for a list of a desk, looked at through a sieve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, Self, TypeVar
from urllib.parse import urlencode

from wishboard.catalogue.sieve import PlainSieve
from wishboard.wishes.turning import MANY, Mark, mark_of

PAGE = 30
"""So many lines stand on a page of a list."""

L = TypeVar("L", bound=StrEnum)
S = TypeVar("S", bound=PlainSieve)


@dataclass(frozen=True, slots=True)
class Asked(Generic[L, S]):
    """The list and the sieve that an address asks for. `which` is None outside any list."""

    path: str
    which: L | None
    sieve: S

    @property
    def query(self) -> str:
        """The same as the end of an address, with its question mark; empty outside any list."""
        return f"?{urlencode(self.given())}" if self.which else ""

    def given(self, **more: str) -> dict[str, str]:
        """The same as names and values, for hidden fields and addresses."""
        which = {"list": self.which.value} if self.which else {}
        return which | self.sieve.given() | more

    def to(self, which: L) -> str:
        """The address of another list through the same sieve."""
        return f"{self.path}{replace(self, which=which).query}"

    def or_waiting(self, lists: Sequence[L], lengths: Mapping[L, int]) -> Self:
        """The same for one of these lists: the one asked for, or else the first not empty."""
        if self.which in lists:
            return self
        return replace(self, which=next((one for one in lists if lengths.get(one)), lists[0]))

    @property
    def newest_first(self) -> bool:
        """Whether the list is of what is over, and so begins with what ended last."""
        return self.which == "closed"

    @property
    def limit(self) -> int:
        """How many lines are read for a page: one more than it shows."""
        return PAGE + 1

    def page(self, rows: Sequence[Any], mark: Mark | None) -> dict[str, Any]:
        """The rows of one page, read up to the limit, and the ways on and back."""
        assert self.which is not None
        shown = rows[:PAGE]
        last = str(mark_of(shown[-1], newest_first=self.newest_first)) if shown else ""
        onward = f"{self.path}?{urlencode(self.given(after=last))}"
        return {
            "rows": shown,
            "back": self.to(self.which) if mark else "",
            "onward": onward if len(rows) > PAGE else "",
        }

    def tabs(
        self, lists: Sequence[L], labels: Mapping[L, str], lengths: Mapping[L, int]
    ) -> list[tuple[str, str, str | None]]:
        """Each list with its address, its label and how long it is; nobody counts closed ones."""
        return [(self.to(one), labels[one], _length(lengths.get(one))) for one in lists]


def _length(count: int | None) -> str | None:
    if count is None:
        return None
    return str(count) if count <= MANY else f"{MANY}+"
