"""Workbooks: the first visible sheet that holds something, as text."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import python_calamine as calamine

from wishboard.core.sheets.refusals import DamagedTable, EmptyTable, NoSuchSheet, OldWorkbook
from wishboard.core.sheets.rows import Row

_MAX_MERGES = 20_000
_NAME_CHARACTERS = 64
_NAMES = 100
_NAMES_CHARACTERS = 1000


class Opened(NamedTuple):
    """A sheet with its name, about how many rows it has, and the names of the other sheets."""

    name: str
    others: list[str]
    about: int
    rows: Iterator[Row]


def open_sheet(path: Path, wanted: str = "") -> Opened:
    """Open the wanted sheet, else the first visible one with a cell in it.

    Raises EmptyTable, NoSuchSheet, DamagedTable, OldWorkbook (a password).
    """
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        names = _readable(book)
        if wanted and wanted not in names:
            raise NoSuchSheet(sheet=wanted, sheets="、".join(names)[:_NAMES_CHARACTERS])
        for name in [wanted] if wanted else names:
            sheet = book.get_sheet_by_name(name)
            if sheet.start is not None:
                others = [other[:_NAME_CHARACTERS] for other in names[:_NAMES] if other != name]
                return Opened(name[:_NAME_CHARACTERS], others, sheet.height, _rows(sheet))
    except calamine.PasswordError as error:
        raise OldWorkbook from error
    except (calamine.CalamineError, OSError) as error:
        raise DamagedTable from error
    raise EmptyTable


def _readable(book: calamine.CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        and sheet.visible == calamine.SheetVisibleEnum.Visible
    ]


def _rows(sheet: calamine.CalamineSheet) -> Iterator[Row]:
    """The rows, with a cell that is merged downward repeated in each row that it covers."""
    left = sheet.start[1] if sheet.start else 0
    merged = _merged_downward(sheet)
    covering: dict[int, tuple[int, str]] = {}
    for number, raw in enumerate(sheet.iter_rows()):
        cells = [""] * left + [as_text(value) for value in raw]
        for column, (last, text) in list(covering.items()):
            cells[column] = cells[column] or text
            if number == last:
                del covering[column]
        for column, last in merged.get(number, ()):
            covering[column] = (last, cells[column])
        yield Row(number + 1, cells)


def _merged_downward(sheet: calamine.CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """First row → (column, last row) of every merged range of several rows in the used part."""
    found: dict[int, list[tuple[int, int]]] = {}
    right = sheet.end[1] if sheet.end else 0
    for (top, left), (bottom, _) in (sheet.merged_cell_ranges or [])[:_MAX_MERGES]:
        if bottom > top and left <= right:
            found.setdefault(top, []).append((left, bottom))
    return found


def as_text(value: object) -> str:
    """A cell's value as plain text: ISO dates, numbers as Excel shows them, without `.0`."""
    if isinstance(value, str):
        return value.replace("_x000D_", "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else _second(value).isoformat()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f")


def _second(moment: datetime) -> datetime:
    """Rounded to the second: Excel counts in fractions of a day, which are not exact."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
