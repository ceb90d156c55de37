"""Small tables for the tests, in a file or in memory."""

from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from wishboard.accounts.importing.member_rows import MEMBER_COLUMNS
from wishboard.accounts.importing.members import NewAccount, Terms, import_members
from wishboard.accounts.models import Area
from wishboard.core.database import transaction
from wishboard.core.sheets.mapping import guess_mapping
from wishboard.core.sheets.review import Review
from wishboard.core.sheets.rows import Row
from wishboard.core.sheets.table import read_table
from wishboard.wishes.importing.columns import wish_columns
from wishboard.wishes.importing.commands import import_wishes
from wishboard.wishes.importing.entries import Terms as WishTerms


async def rows(lines: Iterable[Sequence[str]]) -> AsyncIterator[Row]:
    """Lines as rows, numbered as in a file with a header."""
    for number, cells in enumerate(lines, start=2):
        yield Row(number, list(cells))


async def take_in(
    header: str, *lines: str, area: Area | None = None, dry_run: bool = False, **terms: Any
) -> Review:
    """Import a ledger written with spaces between its cells and `_` for an empty one."""
    mapping = wish_columns(header.split())
    cells = [[cell if cell != "_" else "" for cell in line.split()] for line in lines]
    return await import_wishes(rows(cells), mapping, WishTerms(area=area, **terms), dry_run=dry_run)


async def take_in_file(path: Path, *pairs: str, area: Area | None = None, **terms: Any) -> Review:
    """Import a ledger from a file."""
    async with read_table(path) as table:
        mapping = wish_columns(table.header, pairs)
        return await import_wishes(table, mapping, WishTerms(area=area, **terms))


async def enrol(header: str, *lines: str, **terms: Any) -> tuple[Review, list[NewAccount]]:
    """Import a roster written with spaces between its cells and `_` for an empty one."""
    mapping = guess_mapping(header.split(), MEMBER_COLUMNS)
    cells = [[cell if cell != "_" else "" for cell in line.split()] for line in lines]
    async with transaction() as db:
        return await import_members(db, rows(cells), mapping, Terms(**terms))


def workbook(path: Path, *lines: Sequence[Any]) -> Path:
    """A workbook with one sheet; a text that begins with = is a formula with its result."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("台账")
        for number, line in enumerate(lines):
            for column, value in enumerate(line):
                if isinstance(value, tuple):
                    sheet.write_formula(number, column, value[0], None, value[1])
                else:
                    sheet.write(number, column, value)
    return path


def reasons(review: Review) -> list[tuple[int, str]]:
    """Row and code of everything that is said of a table, in order of the rows."""
    return sorted((line.number, line.code) for line in review.lines)
