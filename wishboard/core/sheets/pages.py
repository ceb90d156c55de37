"""The sheets of a workbook that is being written, row by row and never held in memory."""

import re
from datetime import date, datetime
from typing import Any

import xlsxwriter

_MAX_ROWS = 1_048_576
_MAX_CHARACTERS = 32_767
_MAX_EXACT = 10**15
_NARROWEST, _WIDEST = 6, 48
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_UNFIT_FOR_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_A4 = 9
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - no file tells when it was made


class Book:
    """A workbook under way. A full sheet goes on in a second one."""

    def __init__(self, path: str, folder: str) -> None:
        self._book = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": folder})
        self._book.set_properties({"created": _CREATED})
        self._formats = {name: self._book.add_format(f) for name, f in _FORMATS.items()}
        self._names: set[str] = set()
        self._page: Page | None = None

    def begin(self, name: str, header: list[str]) -> None:
        """Begin the next sheet."""
        self._finish_page()
        free = free_name(name, self._names)
        self._names.add(free.lower())
        self._page = Page(self._book.add_worksheet(free), name, header, self._formats)

    def add(self, row: list[Any]) -> None:
        """Write the next row of the sheet that was begun."""
        assert self._page is not None
        if self._page.height == _MAX_ROWS:
            self.begin(self._page.name, self._page.header)
        self._page.add(row)

    def close(self) -> None:
        """Put everything into the file."""
        self._finish_page()
        self._book.close()

    def _finish_page(self) -> None:
        if self._page is not None:
            self._page.finish()


class Page:
    """A sheet under way: how far it is, how wide its columns are."""

    def __init__(self, sheet: Any, name: str, header: list[str], formats: dict[str, Any]) -> None:
        self.name = name
        self.header = header
        self.height = 1
        self._sheet = sheet
        self._formats = formats
        self._widths = [_width(title) + 3 for title in header]
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(header):
            sheet.write_string(0, column, title, formats["title"])

    def add(self, row: list[Any]) -> None:
        """Write the next row, each cell by its type."""
        for column, value in enumerate(row):
            text = self._write(self.height, column, value)
            if column < len(self._widths):
                self._widths[column] = max(self._widths[column], _width(text))
        self.height += 1

    def finish(self) -> None:
        """Set the widths, now that they are known, and let readers filter."""
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))
        if self.header:
            self._sheet.autofilter(0, 0, self.height - 1, len(self.header) - 1)

    def _write(self, row: int, column: int, value: Any) -> str:
        """Write one cell. Returns it as text, to measure."""
        if isinstance(value, dict):
            return self._write_date(row, column, value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            if abs(value) < _MAX_EXACT:
                self._sheet.write_number(row, column, value, self._formats["number"])
                return str(value)
        elif value is None or value == "":
            return ""
        text = str(value)
        if len(text) > _MAX_CHARACTERS:
            text = text[: _MAX_CHARACTERS - 1] + "…"
        kind = "risky" if text.startswith(_RISKY) else "text"
        self._sheet.write_string(row, column, text, self._formats[kind])
        return text

    def _write_date(self, row: int, column: int, value: dict[str, str]) -> str:
        if day := value.get("day"):
            self._sheet.write_datetime(row, column, date.fromisoformat(day), self._formats["day"])
            return day + " "
        moment = datetime.fromisoformat(value["moment"])
        self._sheet.write_datetime(row, column, moment, self._formats["moment"])
        return moment.isoformat(" ", "minutes") + " "


def free_name(name: str, taken: set[str]) -> str:
    """A name that Excel accepts (31 characters, few signs) and that no sheet has yet."""
    plain = _UNFIT_FOR_NAMES.sub(" ", name).strip(" '")[:31] or "Sheet"
    free, count = plain, 1
    while free.lower() in taken:
        count += 1
        free = f"{plain[:25]} ({count})"
    return free


def _width(text: str) -> int:
    """How many narrow characters wide a text is: Chinese ones count twice. Its longest line."""
    shown = max(text[:400].split("\n"), key=len)
    return min(len(shown) + sum(not c.isascii() for c in shown) + 1, _WIDEST)


_BODY = {"valign": "top"}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "bg_color": "#F3E9DC", "bottom": 1, "text_wrap": True},
    "text": {**_BODY, "text_wrap": True},
    "risky": {**_BODY, "text_wrap": True, "quote_prefix": True},
    "number": _BODY,
    "day": {**_BODY, "num_format": "yyyy-mm-dd"},
    "moment": {**_BODY, "num_format": "yyyy-mm-dd hh:mm"},
}
