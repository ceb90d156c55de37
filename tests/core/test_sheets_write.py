"""Tables that leave the house open safely and read back as they were."""

import csv
import re
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from wishboard.core.sheets.table import read_table
from wishboard.core.sheets.writing import Cell, write_csv, write_xlsx

RISKY = ["=1+1", "+86", "-1", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(1)", "'x"]


async def read(path: Path, sheet: str = "") -> list[list[str]]:
    async with read_table(path, sheet) as table:
        return [table.header, *[row.cells async for row in table]]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def many(count: int) -> AsyncIterator[list[Cell]]:
    for number in range(count):
        yield [number, "台灯"]


async def test_what_is_written_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    moment = datetime(2025, 3, 1, 1, 30, 59, tzinfo=UTC)
    row: list[Cell] = ["台灯", 3, Decimal("80.5"), date(2025, 3, 1), moment, None, 10**17]
    await write_xlsx(path, [("台账", list("标金价日时空号"), [row])])
    assert (await read(path))[1] == [
        "台灯",
        "3",
        "80.5",
        "2025-03-01",
        "2025-03-01T09:30:59",
        "",
        "1" + "0" * 17,
    ]


async def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "risky.xlsx"
    await write_xlsx(path, [("a", ["标题"], [[text] for text in RISKY])])
    sheet = part(path, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert sheet.count('t="inlineStr"') == len(RISKY) + 1
    assert 'quotePrefix="1"' in part(path, "xl/styles.xml")


async def test_csv_text_that_looks_like_a_formula_gets_an_apostrophe(tmp_path: Path) -> None:
    path = tmp_path / "risky.csv"
    rows: list[list[Cell]] = [[text, -1] for text in [*RISKY, "＝1+1"]]
    await write_csv(path, ["标题", "数"], rows)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file))[1:]
    assert [cell for cell, _ in written if not cell.startswith("'")] == []
    assert {number for _, number in written} == {"-1"}


async def test_a_sheet_is_ready_to_read_and_print(tmp_path: Path) -> None:
    path = tmp_path / "look.xlsx"
    await write_xlsx(path, [("a", ["标题", "说明"], [["台灯", "一盏节能台灯" * 30]])])
    sheet = part(path, "xl/worksheets/sheet1.xml")
    assert '<autoFilter ref="A1:B2"' in sheet
    assert 'state="frozen"' in sheet
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]
    assert 6 <= widths[0] < 15
    assert 40 < widths[1] < 50


async def test_names_of_sheets_are_made_fit(tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    names = ["东街/社区[1]", "东街 社区 1", "", "长" * 40, "长" * 40]
    await write_xlsx(path, [(name, ["a"], [["b"]]) for name in names])
    async with read_table(path) as table:
        assert len({table.sheet, *table.others}) == len(names)


async def test_rows_come_from_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    await write_xlsx(path, [("a", ["数", "题"], many(3_000))])
    rows = await read(path)
    assert len(rows) == 3_001
    assert rows[-1] == ["2999", "台灯"]


async def test_an_export_that_fails_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_text("old")

    async def broken() -> AsyncIterator[list[Cell]]:
        yield ["台灯"]
        raise LookupError

    with pytest.raises(LookupError):
        await write_xlsx(path, [("a", ["题"], broken())])
    with pytest.raises(LookupError):
        await write_csv(path, ["题"], broken())
    assert names_in(tmp_path) == ["ledger.xlsx"]
    assert path.read_text() == "old"


async def test_a_child_that_cannot_write_says_why(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="KeyError"):
        await write_xlsx(tmp_path / "a.xlsx", [("a", ["题"], [[{"no": "date"}]])])  # type: ignore[list-item]
