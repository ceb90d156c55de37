"""What people send as a table, and what is read out of it."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from wishboard.core.sheets.refusals import NoSuchSheet
from wishboard.core.sheets.rows import Row
from wishboard.core.sheets.table import Table, read_table

TEXT = "姓名,电话\n李梅,13800000000\n"
READ = (["姓名", "电话"], [Row(2, ["李梅", "13800000000"])])


async def read(path: Path, sheet: str = "") -> tuple[list[str], list[Row]]:
    async with read_table(path, sheet) as table:
        return table.header, [row async for row in table]


async def opened(path: Path) -> Table:
    async with read_table(path) as table:
        return table


def workbook(path: Path, *sheets: tuple[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
async def test_text_is_read_in_every_encoding_that_excel_writes(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "members.csv"
    path.write_text(TEXT, encoding=encoding)
    assert await read(path) == READ


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("suffix", [".csv", ".txt", ""])
async def test_the_separator_is_found(tmp_path: Path, separator: str, suffix: str) -> None:
    path = tmp_path / f"members{suffix}"
    path.write_text(TEXT.replace(",", separator), encoding="utf-8")
    assert await read(path) == READ


async def test_commas_inside_texts_do_not_hide_the_tabs(tmp_path: Path) -> None:
    path = tmp_path / "wishes.csv"
    path.write_text("标题\t内容\n" + "台灯\t一,二,三,四\n" * 5, encoding="utf-8")
    header, rows = await read(path)
    assert header == ["标题", "内容"]
    assert rows[4].cells == ["台灯", "一,二,三,四"]


async def test_a_stated_separator_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("sep=|\n" + TEXT.replace(",", "|"), encoding="utf-8")
    header, rows = await read(path)
    assert (header, rows) == (READ[0], [Row(3, READ[1][0].cells)])


async def test_quoted_cells_may_hold_commas_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "wishes.csv"
    path.write_text('标题,内容\r\n台灯,"一,\r\n二"\r\n轮椅,好\r\n', encoding="utf-8")
    assert (await read(path))[1] == [Row(2, ["台灯", "一,\r\n二"]), Row(3, ["轮椅", "好"])]


async def test_titles_above_the_header_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(
        "东街社区微心愿台账,,,\n填报单位：东街,,,2025-11\n序号,姓名,心愿,电话\n\n1,李梅,台灯,\n",
        encoding="utf-8",
    )
    header, rows = await read(path)
    assert header == ["序号", "姓名", "心愿", "电话"]
    assert rows == [Row(5, ["1", "李梅", "台灯", ""])]


async def test_short_rows_are_filled_up_and_stray_nuls_dropped(tmp_path: Path) -> None:
    path = tmp_path / "wishes.csv"
    path.write_text("标题,内容,电话\n" + "台\0灯\n" + "轮椅,好,1\n" * 90, encoding="utf-8")
    assert (await read(path))[1][0] == Row(2, ["台灯", "", ""])


async def test_a_workbook_gives_plain_text(tmp_path: Path) -> None:
    moment = datetime(2025, 3, 1, 9, 30)  # noqa: DTZ001 - a cell has no zone
    cells = [3.0, 0.1 + 0.2, 13812345678, date(2025, 3, 1), moment, time(9, 30), True, " 李梅 "]
    path = workbook(tmp_path / "wishes.xlsx", ("台账", [list("abcdefgh"), cells]))
    assert (await read(path))[1] == [
        Row(
            2,
            [
                "3",
                "0.3",
                "13812345678",
                "2025-03-01",
                "2025-03-01T09:30:00",
                "09:30:00",
                "TRUE",
                "李梅",
            ],
        )
    ]


async def test_durations_and_great_numbers_stay_readable(tmp_path: Path) -> None:
    path = workbook(tmp_path / "hours.xlsx", ("a", [["h", "n"], [timedelta(hours=26), 1e22]]))
    with xlsxwriter.Workbook(path) as book:
        hours = book.add_format({"num_format": "[h]:mm:ss"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["h", "n"])
        sheet.write_datetime(1, 0, timedelta(hours=26), hours)
        sheet.write_number(1, 1, 1e22)
    assert (await read(path))[1] == [Row(2, ["26:00:00", "1" + "0" * 22])]


async def test_a_formula_gives_its_result(tmp_path: Path) -> None:
    path = tmp_path / "sum.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["心愿", "金额"])
        sheet.write(1, 0, "台灯")
        sheet.write_formula(1, 1, '=HYPERLINK("http://example.org")', None, "80")
    assert (await read(path))[1] == [Row(2, ["台灯", "80"])]


async def test_the_first_visible_sheet_with_cells_is_read_unless_one_is_named(
    tmp_path: Path,
) -> None:
    path = tmp_path / "many.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("空")
        for name in ["隐藏", "心愿", "问题"]:
            book.add_worksheet(name).write_column(0, 0, ["标题", name])
        book.get_worksheet_by_name("隐藏").hide()
    table = await opened(path)
    assert (table.sheet, table.others) == ("心愿", ["空", "问题"])
    assert (await read(path, "问题"))[1] == [Row(2, ["问题"])]
    with pytest.raises(NoSuchSheet) as refused:
        await read(path, "人员")
    assert refused.value.facts["sheets"] == "空、心愿、问题"


async def test_a_cell_merged_downward_counts_for_each_row(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 1, 0, 3, "台账")
        sheet.write_row(1, 1, ["社区", "心愿"])
        sheet.merge_range(2, 1, 3, 1, "东街")
        sheet.write_column(2, 2, ["台灯", "轮椅", "理发"])
    header, rows = await read(path)
    assert header == ["", "社区", "心愿"]
    assert [row.cells[1:] for row in rows] == [["东街", "台灯"], ["东街", "轮椅"], ["", "理发"]]


async def test_the_block_may_be_left_before_the_rows_end(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("标题,内容\n" + "台灯,一盏节能台灯\n" * 100_000, encoding="utf-8")
    async with read_table(path) as table:
        assert table.about == 100_001
        async for row in table:
            if row.number == 10:
                break


async def test_a_file_that_is_not_there_is_no_refusal(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await read(tmp_path / "nothing.csv")
