"""Rows as they come out of a file: trimmed, numbered, capped, and parted from their header."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from wishboard.core.sheets.limits import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROW_CHARACTERS,
    MAX_ROWS,
)
from wishboard.core.sheets.refusals import EmptyTable, RowTooLong, TooManyColumns, TooManyRows

_HEADER_WITHIN = 20


class Row(NamedTuple):
    """One row of a table. `number` is the one that Excel shows beside it."""

    number: int
    cells: list[str]


def capped(rows: Iterator[Row]) -> Iterator[Row]:
    """Trim the cells, drop NULs, empty rows and trailing empty cells. Raises what goes too far."""
    count = 0
    for number, raw in rows:
        cells = [cell.replace("\0", "").strip() for cell in raw]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        count += 1
        if count > MAX_ROWS + 1:
            raise TooManyRows(limit=MAX_ROWS)
        if len(cells) > MAX_COLUMNS:
            raise TooManyColumns(limit=MAX_COLUMNS)
        lengths = [len(cell) for cell in cells]
        if max(lengths) > MAX_CELL_CHARACTERS or sum(lengths) > MAX_ROW_CHARACTERS:
            raise RowTooLong(row=number)
        yield Row(number, cells)


def parted(rows: Iterator[Row]) -> tuple[list[str], Iterator[Row]]:
    """The header and the rows below it, each at least as wide as the header.

    Titles and notes above the header, which fill few cells, are passed over: the header is the
    first row that fills six tenths of the cells of the fullest row near the top.
    """
    top = list(islice(rows, _HEADER_WITHIN))
    if not top:
        raise EmptyTable
    filled = [sum(map(bool, row.cells)) for row in top]
    at = next(n for n, count in enumerate(filled) if count >= max(filled) * 0.6)
    header = top[at].cells
    return header, _widened(chain(top[at + 1 :], rows), len(header))


def _widened(rows: Iterator[Row], width: int) -> Iterator[Row]:
    for row in rows:
        row.cells.extend([""] * (width - len(row.cells)))
        yield row
