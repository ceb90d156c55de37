"""Which column of a stranger's table is which of ours: guessed, shown, adjusted by pairs."""

import re
import unicodedata
from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from wishboard.core.sheets.refusals import (
    ColumnsMissing,
    RowTooWide,
    UnclearPair,
    UnknownField,
    UnknownHeader,
)
from wishboard.core.sheets.rows import Row

_HINTS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|\{[^{}]*\}")
_NOISE = re.compile(r"[\W_]+")
_SHORTEST_PART = {True: 4, False: 2}  # ASCII or not
_LEAST_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Column:
    """Something that a table may tell: its name in code, and what people call it, best first."""

    name: str
    aliases: Sequence[str] = ()
    required: bool = False

    @property
    def title(self) -> str:
        """What to call it in a sentence."""
        return self.aliases[0] if self.aliases else self.name


class Found(StrEnum):
    """How a column was found."""

    chosen = "chosen"
    exact = "exact"
    similar = "similar"
    missing = "missing"


@dataclass(frozen=True, slots=True)
class Match:
    """One line of the mapping as it is shown: our column, their title, how it was found."""

    column: Column
    title: str
    found: Found


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which cell of a row is which column. `unknown` holds the titles that nothing was made of."""

    header: Sequence[str]
    matches: Sequence[Match]
    places: dict[str, int]
    unknown: Sequence[str]

    def pick(self, row: Row) -> dict[str, str]:
        """The row's texts by column name; a column the table lacks is empty. Raises RowTooWide."""
        if len(row.cells) > len(self.header):
            raise RowTooWide
        picked = {match.column.name: "" for match in self.matches}
        for name, place in self.places.items():
            picked[name] = row.cells[place]
        return picked


def read_pairs(given: Sequence[str]) -> dict[str, str]:
    """`["title=标题", "phone="]` as a dictionary. Raises UnclearPair."""
    pairs: dict[str, str] = {}
    for pair in given:
        name, equals, title = pair.partition("=")
        if not equals or not name.strip():
            raise UnclearPair(pair=pair)
        pairs[name.strip()] = title.strip()
    return pairs


def guess_mapping(
    header: Sequence[str], wanted: Sequence[Column], pairs: Pairs[str, str] | None = None
) -> Mapping:
    """Find the wanted columns in a header: as chosen by pairs, by exact name, then by likeness.

    A pair with an empty title leaves its column out. Raises UnknownField and UnknownHeader for
    pairs that name nothing, ColumnsMissing for required columns that were not found.
    """
    places = _chosen(header, wanted, pairs or {})
    found = dict.fromkeys(places, Found.chosen)
    open_columns = [column for column in wanted if column.name not in places]
    for how, likeness in ((Found.exact, _sameness), (Found.similar, _likeness)):
        ranked = sorted(
            (-score, order, place, column.name)
            for order, column in enumerate(open_columns)
            for place, title in enumerate(header)
            if (score := likeness(column, title))
        )
        for _, _, place, name in ranked:
            if name not in places and place not in places.values():
                places[name] = place
                found[name] = how
    taken = {name: place for name, place in places.items() if place >= 0}
    _require(header, [c for c in wanted if c.required and c.name not in taken])
    return Mapping(
        header=header,
        matches=[_match(column, header, taken, found) for column in wanted],
        places=taken,
        unknown=[title for n, title in enumerate(header) if n not in taken.values() and title],
    )


def _chosen(
    header: Sequence[str], wanted: Sequence[Column], pairs: Pairs[str, str]
) -> dict[str, int]:
    """The places of the paired columns; −1 for one that is left out."""
    names = [column.name for column in wanted]
    plain = [plain_title(title) for title in header]
    places: dict[str, int] = {}
    for name, title in pairs.items():
        if name not in names:
            raise UnknownField(field=name, fields="、".join(names))
        if title and plain_title(title) not in plain:
            raise UnknownHeader(title=title, header="、".join(filter(None, header)))
        exact = header.index(title) if title in header else None
        place = exact if exact is not None else plain.index(plain_title(title)) if title else -1
        places[name] = place
    return places


def _require(header: Sequence[str], missing: Sequence[Column]) -> None:
    if missing:
        raise ColumnsMissing(
            missing="、".join(f"{column.title} ({column.name})" for column in missing),
            header="、".join(filter(None, header)),
        )


def _match(
    column: Column, header: Sequence[str], places: dict[str, int], found: dict[str, Found]
) -> Match:
    place = places.get(column.name)
    if place is None:
        return Match(column, "", Found.missing)
    return Match(column, header[place], found[column.name])


@lru_cache(maxsize=4096)
def plain_title(title: str) -> str:
    """A title as it is compared: full-width and case folded, without hints in brackets, units,
    spaces, stars and other signs."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return _NOISE.sub("", _HINTS.sub("", folded)) or _NOISE.sub("", folded)


def _names(column: Column) -> list[str]:
    return [plain_title(name) for name in (*column.aliases, column.name)]


def _sameness(column: Column, title: str) -> float:
    plain, names = plain_title(title), _names(column)
    return 1 - names.index(plain) / 1000 if plain in names else 0


def _likeness(column: Column, title: str) -> float:
    """The largest share by which one of the names and the title contain each other."""
    return max(_share(name, plain_title(title)) for name in _names(column))


def _share(name: str, title: str) -> float:
    shorter, longer = sorted((name, title), key=len)
    if len(shorter) < _SHORTEST_PART[shorter.isascii()] or shorter not in longer:
        return 0
    share = len(shorter) / len(longer)
    return share if share >= _LEAST_SHARE else 0
