"""No live formula leaves the house, whoever wrote it and wherever it is exported."""

import ast
import csv
import io
from pathlib import Path

import pytest

from tests.core.test_sheets_write import part
from tests.shape.source import python_files
from wishboard.core.sheets.writing import csv_chunks, write_xlsx

HOME = {"wishboard/core/sheets/pages.py", "wishboard/core/sheets/writing.py"}
WRITERS = {"csv.writer", "csv.DictWriter"}
BOOKS = {"xlsxwriter", "openpyxl", "pandas"}
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DEEDS = ("1+1", "cmd|'/c calc'!A0", 'HYPERLINK("http://x","y")', "SUM(A1:A9)", "DDE(1)")
CELLS = [start + deed for start in STARTS for deed in DEEDS]


def test_one_writer_makes_every_table() -> None:
    """What is tested of it below holds for every export."""
    writing = {
        path
        for path, module in python_files().items()
        for node in ast.walk(module)
        if (isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in WRITERS)
        or (isinstance(node, ast.ImportFrom | ast.Import) and BOOKS & set(_imported(node)))
    }
    assert writing == HOME


def _imported(node: ast.ImportFrom | ast.Import) -> list[str]:
    named = (
        [node.module or ""] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
    )
    return [name.split(".")[0] for name in named]


async def test_no_cell_of_a_csv_is_a_formula() -> None:
    chunks = [chunk async for chunk in csv_chunks(["title"], [[cell] for cell in CELLS])]
    read = list(csv.reader(io.StringIO(b"".join(chunks).decode("utf-8-sig"), newline="")))
    assert [row[0] for row in read[1:]] == [f"'{cell}" for cell in CELLS]


@pytest.mark.served
async def test_no_cell_of_a_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    words = [
        *CELLS,
        "http://elsewhere.example",
        "mailto:x@y",
        "internal:A1",
        "external:x.xlsx",
        "{=1}",
    ]
    await write_xlsx(path, [("a", ["title"], [[cell] for cell in words])])
    sheet = part(path, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet and "<hyperlink" not in sheet
    assert sheet.count('t="inlineStr"') == len(words) + 1
