"""The board: what waits for somebody, newest first, read as rows in one statement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from wishboard.core.clock import now
from wishboard.core.filled import Filled
from wishboard.core.hot import hot_rows
from wishboard.core.tokens import plain, quoted, tokens
from wishboard.wishes.card import Card, card_of
from wishboard.wishes.directory import Directory, directory, fresh_directory
from wishboard.wishes.stages import Kind

CARDS = 20
EARLY_CARDS = 6
LOOKS = (2 * CARDS, 250, 1000)
"""How many wishes are looked through for words, first and then further on, for one page."""
LONGEST = 80
"""Characters of an address's part that are looked at."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_COLUMNS = """
w.id, w.version, w.public_id, w.kind, w.stage, w.title, w.summary, w.area_id, w.category_id,
w.places, w.taken, w.expected, w.worth, w.priority, w.board_at, w.opens_at,
CASE WHEN w.kind = 'community_task' THEN
  (SELECT min(s.starts_at) FROM shift s WHERE s.wish_id = w.id) END AS starts_at
"""
_OPEN = """
w.on_board AND w.may_publish AND w.board_at <= :now AND (w.kind <> 'community_task' OR
  coalesce((SELECT max(s.ends_at) FROM shift s WHERE s.wish_id = w.id), 'infinity') > :now)
"""
_SELECT = f"SELECT {_COLUMNS} FROM wish w WHERE"  # noqa: S608 - no value is put into the text
_EARLY = f"""
{_SELECT} w.on_board AND w.may_publish AND w.board_at > :now AND w.keeper_id IN (%s)
 ORDER BY w.board_at, w.id LIMIT {EARLY_CARDS}
"""
_CONDITIONS = {
    "areas": "w.area_id = ANY(:areas)",
    "categories": "w.category_id = ANY(:categories)",
    "kind": "w.kind = :kind",
    "tokens": "w.search @@ CAST(:tokens AS tsquery)",
    "before": "(w.board_at, w.id) < (:before, (SELECT id FROM wish WHERE public_id = :last))",
    "after": "(w.board_at, w.id) > (:after, (SELECT id FROM wish WHERE public_id = :last))",
}


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What is looked for on the board; what is left empty lets everything through.

    `area` is a public id and means everything below it too, as does `category`, a slug. `before`
    and `after` are marks: the page ends or begins at the wish that had this place.
    """

    area: str = ""
    category: str = ""
    kind: str = ""
    text: str = ""
    before: str = ""
    after: str = ""

    def chosen(self) -> dict[str, str]:
        """What is looked for, by the names used in addresses."""
        named = {
            "text": self.text,
            "area": self.area,
            "category": self.category,
            "kind": self.kind,
        }
        return {name: value for name, value in named.items() if value}

    @property
    def filled(self) -> Filled:
        """The filter as its form shows it."""
        return Filled(values=self.chosen())


def filter_from(address: Mapping[str, str]) -> BoardFilter:
    """A filter read from an address; what is too long is cut, what is not known is left out."""
    if not address:
        return BoardFilter()
    given = {
        name: address.get(name, "").replace("\0", "").strip()[:LONGEST]
        for name in ("area", "category", "kind", "text", "before", "after")
    }
    if given["kind"] not in Kind.__members__:
        given["kind"] = ""
    return BoardFilter(**given)


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One page of the board. `older` and `newer` are marks of the next pages, or empty."""

    rows: Sequence[Any]
    names: Directory
    older: str
    newer: str

    @property
    def cards(self) -> list[Card]:
        """The cards of the page."""
        return [card_of(row, self.names) for row in self.rows]


async def board_page(asked: BoardFilter) -> BoardPage:
    """A page of the published wishes and tasks with a free place, the newest first."""
    names = await directory()
    rows, more, last = await _look(asked, names, now())
    if asked.after and len(rows) <= CARDS and not more:
        return await board_page(replace(asked, after=""))
    further = _mark(rows[CARDS - 1]) if len(rows) > CARDS else _mark(last) if more and last else ""
    rows = rows[:CARDS]
    if asked.after:
        rows.reverse()
        older, newer = _mark(rows[-1]) if rows else "", further
    else:
        older, newer = further, _mark(rows[0]) if rows and asked.before else ""
    return BoardPage(rows, await _naming(names, rows), older, newer)


async def early_page(keepers: Collection[int]) -> BoardPage:
    """What is still reserved for members within these organizations, the soonest for all first."""
    given = {f"keeper{n}": keeper for n, keeper in enumerate(sorted(keepers))}
    statement = _EARLY % ", ".join(f":{name}" for name in given)
    rows = await hot_rows(statement, given | {"now": now()}) if given else []
    return BoardPage(rows, await _naming(await directory(), rows), "", "")


async def _naming(names: Directory, rows: Sequence[Any]) -> Directory:
    areas, categories = {r.area_id for r in rows}, {r.category_id for r in rows} - {None}
    return names if names.knows(areas, categories) else await fresh_directory()


async def _look(
    asked: BoardFilter, names: Directory, moment: datetime
) -> tuple[list[Any], bool, Any]:
    """What fits, whether there may be more beyond what was looked through, and where that ended."""
    if not asked.text:
        return await _rows(asked, names, moment, CARDS + 1), False, None
    words: list[str] = plain(asked.text).split()
    hits: list[Any] = []
    last = None
    for many in LOOKS:
        rows = await _rows(asked, names, moment, many)
        hits += [row for row in rows if _says(row, words)]
        if len(hits) > CARDS or len(rows) < many:
            return hits, False, None
        last = rows[-1]
        asked = replace(asked, **{"after" if asked.after else "before": _mark(last)})
    return hits, True, last


def _says(row: Any, words: list[str]) -> bool:
    """Whether a wish really says what the index found in pieces."""
    said = plain(f"{row.title}\n{row.summary}")
    return all(word in said for word in words)


async def _rows(asked: BoardFilter, names: Directory, moment: datetime, many: int) -> list[Any]:
    values: dict[str, Any] = {}
    if asked.area:
        values["areas"] = names.areas.within(asked.area)
    if asked.category:
        values["categories"] = names.categories.within(asked.category)
    if asked.kind:
        values["kind"] = asked.kind
    if asked.text and (wanted := _indexed(asked.text)):
        values["tokens"] = wanted
    for turn, mark in (("before", asked.before), ("after", asked.after)):
        if mark and (place := _read_mark(mark)):
            values[turn], values["last"] = place
    statement = _statement(frozenset(values), many)
    return await hot_rows(statement, values | {"now": moment}, plan_anew=bool(values))


@lru_cache(maxsize=256)
def _statement(asked: frozenset[str], many: int) -> str:
    """The statement for what is asked. A limit that is no value lets it be planned once."""
    conditions = [_OPEN, *(said for name, said in _CONDITIONS.items() if name in asked)]
    order = "w.board_at, w.id" if "after" in asked else "w.board_at DESC, w.id DESC"
    return f"{_SELECT} {' AND '.join(conditions)} ORDER BY {order} LIMIT {many}"


def _indexed(typed: str) -> str:
    """The tokens that the index can find; a lone character is looked for in the text alone."""
    return " & ".join(quoted(token) for token in tokens(typed) if len(token) > 1)


def _mark(row: Any) -> str:
    return f"{(row.board_at - _EPOCH) // timedelta(microseconds=1)}-{row.public_id}"


def _read_mark(mark: str) -> tuple[datetime, str] | None:
    moment, _dash, public_id = mark.partition("-")
    try:
        return _EPOCH + timedelta(microseconds=int(moment)), public_id
    except (ValueError, OverflowError):
        return None
