"""What solved problems brought in metres and poles stands in reports too, each kind by itself."""

from datetime import date
from html import unescape
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.reports.bulletins.october import OVER, made
from tests.reports.test_quantities import closed_with
from wishboard.bulletins.models import Bulletin
from wishboard.catalogue.seed import seed_catalogue
from wishboard.core.clock import frozen
from wishboard.i18n import speaking
from wishboard.reports.bulletins.paper import page_of
from wishboard.reports.bulletins.sheets import write_bulletin


async def roads(town: Town) -> Bulletin:
    """The report of an October in which 250 metres of road were mended, after 100 a year before."""
    await done(seed_catalogue)
    with frozen(date(2025, 10, 8)):
        await closed_with(town, {"road": 100}, {"road": 100})
    with frozen(date(2026, 10, 12)):
        await closed_with(town, {"road": 300, "poles": 7}, {"road": 250, "poles": 7})
    with frozen(OVER):
        return await made(town, "桐川市")


async def test_each_kind_is_said_with_the_year_before(town: Town) -> None:
    told = (await roads(town)).document["quantities"]
    assert [one["code"] for one in told] == ["road", "poles"]
    assert told[0]["now"] == {
        "issues": 1,
        "expected": "0",
        "reported": "300.00",
        "confirmed": "250.00",
    }
    assert told[0]["before"]["confirmed"] == "100.00"


async def test_the_page_leads_to_the_problems_behind_them(town: Town) -> None:
    bulletin = await roads(town)
    with frozen(OVER):
        async with signed_in(town, "leader") as browser:
            page = unescape((await browser.get(f"/reports/{bulletin.public_id}")).text)
            assert "修路（米）" in page and ">250</a>" in page and "+150%" in page
            (path, *_more) = [one for one in page.split('"') if "quantity=road" in one]
            rows = await browser.get(path)
    assert rows.text.count('role="rowheader"') == 1 and ">250<" in rows.text


async def test_the_workbook_has_them_as_numbers(town: Town, tmp_path: Path) -> None:
    bulletin = await roads(town)
    with speaking("zh"):
        await write_bulletin(tmp_path / "book.xlsx", bulletin)
    sheet = CalamineWorkbook.from_path(tmp_path / "book.xlsx").get_sheet_by_name("成效数量")
    assert sheet.to_python()[1] == ["修路", "米", 1.0, 0.0, 300.0, 250.0, 100.0, "+150%"]


async def test_a_report_made_before_there_were_any_is_still_read(
    town: Town, tmp_path: Path
) -> None:
    bulletin = await roads(town)
    said = {name: value for name, value in bulletin.document.items() if name != "quantities"}
    bulletin.document = said
    assert "修路" not in page_of(bulletin)
    await write_bulletin(tmp_path / "book.xlsx", bulletin)
