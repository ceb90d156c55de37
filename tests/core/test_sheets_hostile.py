"""Files that are not what they seem are refused with a reason, and cost little."""

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.costs import processor_seconds
from wishboard.core.sheets.limits import MAX_COLUMNS, MAX_ROWS
from wishboard.core.sheets.refusals import (
    DamagedTable,
    EmptyTable,
    NotATable,
    OldWorkbook,
    RowTooLong,
    TableRefused,
    TableTooBig,
    TableTooHeavy,
    TooManyColumns,
    TooManyRows,
    UnknownEncoding,
)
from wishboard.core.sheets.table import read_table

SHEET = "xl/worksheets/sheet1.xml"
SPACES = b" " * 1_000_000


async def read(path: Path) -> None:
    async with read_table(path) as table:
        async for _ in table:
            pass


async def refusal(path: Path) -> TableRefused:
    with pytest.raises(TableRefused) as refused:
        await read(path)
    assert "%" not in refused.value.sentence()
    return refused.value


def small_workbook() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet().write_column(0, 0, ["标题", "台灯"])
    return buffer.getvalue()


def with_entry(path: Path, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A good workbook with one entry replaced or added."""
    with zipfile.ZipFile(io.BytesIO(small_workbook())) as good, zipfile.ZipFile(path, "w") as bad:
        for entry in good.infolist():
            if entry.filename != name:
                bad.writestr(entry, good.read(entry), zipfile.ZIP_DEFLATED)
        bad.writestr(name, content, method)
    return path


def rows_with(*cells: str) -> bytes:
    """A sheet of cells at the given places."""
    xml = "".join(f'<row r="{c.lstrip("ABCDEFX")}"><c r="{c}"><v>1</v></c></row>' for c in cells)
    kind = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{kind}"><sheetData>{xml}</sheetData></worksheet>'.encode()


async def test_a_zip_bomb_is_counted_while_it_inflates(tmp_path: Path) -> None:
    used = processor_seconds()
    assert isinstance(
        await refusal(with_entry(tmp_path / "bomb.xlsx", "xl/media/a.bin", SPACES * 200)),
        TableTooHeavy,
    )
    assert used() < 5


async def test_a_bomb_that_lies_about_its_size_is_counted_all_the_same(tmp_path: Path) -> None:
    path = with_entry(tmp_path / "liar.xlsx", "xl/media/a.bin", SPACES * 100)
    content = path.read_bytes()
    honest = struct.pack("<I", len(SPACES) * 100)
    assert content.count(honest) >= 2
    path.write_bytes(content.replace(honest, struct.pack("<I", 10)))
    assert isinstance(await refusal(path), TableTooHeavy)


async def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(3_000_000)
    path = with_entry(tmp_path / "big.xlsx", "xl/media/a.bin", noise + SPACES * 50)
    refused = await refusal(path)
    assert isinstance(refused, TableTooBig)
    assert refused.facts == {"megabytes": 50}


async def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    path.write_bytes(small_workbook())
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(200):
            archive.writestr(f"xl/media/{number}", b"")
    assert isinstance(await refusal(path), TableTooHeavy)


async def test_two_cells_at_the_far_corners_do_not_cost_the_memory_of_all_between(
    tmp_path: Path,
) -> None:
    path = with_entry(tmp_path / "corners.xlsx", SHEET, rows_with("A1", "XFD1048576"))
    assert isinstance(await refusal(path), TableTooHeavy)


async def test_entities_are_not_expanded(tmp_path: Path) -> None:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    sheet = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{nested}]>'.encode()
    body = rows_with("A1", "A2").replace(b"<v>1</v>", b"<v>&e11;</v>")
    used = processor_seconds()
    await refusal(with_entry(tmp_path / "laughs.xlsx", SHEET, sheet + body))
    assert used() < 5


async def test_a_workbook_cut_off_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(small_workbook()[:-400])
    assert isinstance(await refusal(path), DamagedTable)
    assert isinstance(
        await refusal(with_entry(tmp_path / "torn.xlsx", SHEET, b"<worksheet><sheetData><row")),
        DamagedTable | EmptyTable,
    )


async def test_other_zip_methods_and_other_archives_are_no_workbooks(tmp_path: Path) -> None:
    path = with_entry(tmp_path / "lzma.xlsx", SHEET, rows_with("A1"), zipfile.ZIP_LZMA)
    assert isinstance(await refusal(path), NotATable)
    path = tmp_path / "letter.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert isinstance(await refusal(path), NotATable)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OldWorkbook),
        (b"\n<html><table><tr><td>1</td></tr></table></html>", NotATable),
        (b"%PDF-1.7\n", NotATable),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 9, NotATable),
        (b"\xff\xfe\x00\xd8\x00\xd8", UnknownEncoding),
        (b"a,b\n\x81\xff\xff,1\n", UnknownEncoding),
        ("标题,内容\n台灯,一盏节能台灯\n".encode() * 20 + b"\xe6\x0a", UnknownEncoding),
        (b"", EmptyTable),
        (b",,,\n , \n", EmptyTable),
    ],
)
async def test_what_is_no_table_is_named(
    tmp_path: Path, content: bytes, reason: type[TableRefused]
) -> None:
    path = tmp_path / "wishes.csv"
    path.write_bytes(content)
    assert isinstance(await refusal(path), reason)


async def test_a_lost_quotation_mark_is_reported_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "quote.csv"
    path.write_text('标题,内容\n台灯,好\n轮椅,"好\n' + "理发,上门理发\n" * 9_000, encoding="utf-8")
    refused = await refusal(path)
    assert isinstance(refused, RowTooLong)
    assert refused.facts == {"row": 3}


async def test_rows_and_columns_are_capped(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("标题\n" + "灯\n" * (MAX_ROWS + 1), encoding="utf-8")
    assert isinstance(await refusal(path), TooManyRows)
    path.write_text("灯," * MAX_COLUMNS + "灯\n", encoding="utf-8")
    assert isinstance(await refusal(path), TooManyColumns)


async def test_a_long_row_of_allowed_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("a,b,c,d\n" + ",".join(["灯" * 30_000] * 4), encoding="utf-8")
    assert isinstance(await refusal(path), RowTooLong)
