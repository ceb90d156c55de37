"""The ledger: one line a wish with its dates, no contact data, and three totals apart."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from tests.cast import RESIDENT_PHONE, Town, signed_in
from tests.servers import environment, new_database
from wishboard.accounts.viewer import Viewer
from wishboard.cli import main
from wishboard.core.clock import frozen, today
from wishboard.core.database import reading
from wishboard.i18n import speaking
from wishboard.reports.ledger.extract import Extract, extract_from
from wishboard.reports.ledger.lines import BEGINNING, Mark, Totals, mark_from, totals
from wishboard.reports.ledger.sheets import write_ledger

Sheet = list[dict[str, Any]]


async def export(
    path: Path, viewer: Viewer | None = None, extract: Extract | None = None
) -> tuple[Sheet, dict[str, Any]]:
    """The ledger written and read again: its lines by their titles, its totals by their names."""
    with speaking("en"):
        async with reading() as db:
            await write_ledger(path, db, extract or Extract(), viewer)
    book = CalamineWorkbook.from_path(path)
    header, *lines = book.get_sheet_by_name("Ledger").to_python()
    sums = {str(name): number for name, number in book.get_sheet_by_name("Totals").to_python()[1:]}
    return [dict(zip(map(str, header), line, strict=True)) for line in lines], sums


async def summed(viewer: Viewer | None = None, extract: Extract | None = None) -> Totals:
    async with reading() as db:
        return await totals(db, extract or Extract(), viewer)


async def test_a_closed_wish_shows_every_date_of_its_way(town: Town, tmp_path: Path) -> None:
    wish = await town.closed(confirmed=2)
    ((line,), _) = await export(tmp_path / "ledger.xlsx")
    assert line["Number"] == wish.public_id and line["Title"] == "想要一盏护眼台灯"
    for step in ("Collected", "Registered", "Published", "Claimed", "Delivered", "Closed"):
        assert line[f"{step} on"] == today(), step
    assert line["Promised for"] == today() + timedelta(days=7)
    assert line["Who helps"] == "柳荫第一支部" and line["Keeper"] == "柳荫社区党委"
    assert (line["Stage"], line["How it ended"]) == ("Closed", "Fulfilled")
    assert line["Beneficiaries reported"] == 5 and line["Beneficiaries confirmed"] == 2
    assert line["The wisher's answer"].startswith("Done") and line["Rating"] == 5


async def test_nothing_by_which_a_wisher_could_be_reached_is_in_it(
    town: Town, tmp_path: Path
) -> None:
    await town.closed()
    await town.collected(text="我叫王秀英，电话13812345678，想要一把椅子。")
    path = tmp_path / "ledger.xlsx"
    lines, _ = await export(path)
    whole = str(lines)
    for private in (RESIDENT_PHONE, "王秀英", "柳荫路8号", "13812345678", "椅子"):
        assert private not in whole


async def test_the_three_totals_stand_apart(town: Town, tmp_path: Path) -> None:
    await town.closed(confirmed=2)
    await town.delivered()
    _, sums = await export(tmp_path / "ledger.xlsx")
    assert sums["Wishes fulfilled"] == 1
    assert sums["Participations"] == 1
    assert sums["Beneficiaries confirmed"] == 2
    assert sums["Still on their way"] == 1


async def test_a_clerk_exports_what_their_committee_looks_after(town: Town) -> None:
    await town.published()
    await town.collected(area=town.areas["河东社区"].public_id)
    for part, seen in {"clerk": 1, "other_clerk": 1, "street_clerk": 2, "leader": 0}.items():
        viewer = await town.viewer(part)
        expected = 2 if part == "leader" else seen
        assert (await summed(viewer)).wishes == expected, part
    assert (await summed(await town.viewer("member"))).wishes == 0
    assert (await summed(None)).wishes == 2


async def test_days_areas_lanes_and_states_narrow_it(town: Town) -> None:
    with frozen(date(2025, 11, 3)):
        await town.published()
    with frozen(date(2025, 11, 20)):
        await town.collected(area=town.areas["河东社区"].public_id)
    assert (await summed(extract=Extract(since=date(2025, 11, 4)))).wishes == 1
    assert (await summed(extract=Extract(until=date(2025, 11, 3)))).wishes == 1
    assert (await summed(extract=Extract(since=date(2025, 11, 3)))).wishes == 2
    street, river = town.areas["柳荫街道"].public_id, town.areas["河东社区"].public_id
    assert (await summed(extract=Extract(area=street))).wishes == 2
    assert (await summed(extract=Extract(area=river))).wishes == 1
    assert (await summed(extract=Extract(lane="individual"))).wishes == 1
    assert (await summed(extract=Extract(state="collected"))).wishes == 1
    assert (await summed(extract=Extract(state="fulfilled"))).wishes == 0


def test_an_address_that_makes_no_sense_asks_for_everything() -> None:
    asked = extract_from({"from": "someday", "lane": "fast", "state": "lost", "area": ""})
    assert asked == Extract()
    told = {"from": "2025-11-01", "to": "2025-11-30", "lane": "shared", "state": "closed"}
    assert extract_from(told).given() == {k: v for k, v in told.items() if k != "state"}
    assert mark_from("nonsense") == BEGINNING
    mark = Mark(BEGINNING.at, 7)
    assert mark_from(str(mark)) == mark


async def test_the_page_shows_lines_and_gives_the_workbook(town: Town, tmp_path: Path) -> None:
    await town.closed()
    async with signed_in(town, "clerk") as browser:
        page = await browser.get("/ledger?from=2020-01-01")
        assert page.status_code == 200
        assert "想要一盏护眼台灯" in page.text and "/ledger/workbook?from=2020-01-01" in page.text
        file = await browser.get("/ledger/workbook")
        assert file.status_code == 200 and "attachment" in file.headers["content-disposition"]
        path = tmp_path / "taken-home.xlsx"
        path.write_bytes(file.content)
        assert CalamineWorkbook.from_path(path).sheet_names == ["台账", "合计"]


@pytest.mark.parametrize("part", ["member", "volunteer", "collector", "handler", "administrator"])
async def test_who_accounts_for_nothing_has_no_ledger(town: Town, part: str) -> None:
    async with signed_in(town, part) as browser:
        assert (await browser.get("/ledger")).status_code == 403
        assert (await browser.get("/ledger/workbook")).status_code == 403


@pytest.fixture
async def filled_town(
    postgres_server: str, peopled_template: str
) -> AsyncIterator[str]:  # commands make their own connections
    with new_database(postgres_server, peopled_template) as url, environment(database_url=url):
        yield url


def test_the_command_writes_it_for_the_whole_town(filled_town: str, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    words = ["export", "ledger", str(path), "--from", "2025-01-01", "--area", "柳荫街道"]
    result = CliRunner().invoke(main, [*words, "--language", "zh"])
    assert result.exit_code == 0, result.output
    assert "0 wishes" in result.output
    assert CalamineWorkbook.from_path(path).sheet_names == ["台账", "合计"]
    assert CliRunner().invoke(main, ["export", "ledger", "x.csv"]).exit_code == 1
    with psycopg.connect(filled_town) as db:
        assert db.execute("SELECT count(*) FROM wish").fetchone() == (0,)
