"""Files are checked like pages: who reads a page may have its file, with the same in it."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests.browser.pages import NO_PAGES
from tests.cast import PEOPLE, Town, application, signed_in
from tests.disclosure.asking import approve, ask, read
from tests.shape.test_access import routes, table
from wishboard.disclosure.exports.models import ContactExport

FILES = {
    "GET /ledger/workbook": "GET /ledger",
    "GET /outcomes/workbook": "GET /outcomes",
    "GET /outcomes/course/table": "GET /outcomes/course",
    "GET /rankings/table": "GET /rankings",
    "GET /desk/audit/table": "GET /desk/audit",
    "GET /certificates/{public_id:str}/paper": "GET /certificates/{public_id:str}",
}
"""Each file that can be taken home, and the page that shows the same."""
OWN = {"GET /me/data/file": "GET /me/data"}
"""What is stored about whoever takes it home, and nobody else."""
FOR_ONE = {"POST /exports/{public_id:str}/file": "GET /exports/{public_id:str}"}
"""Files that only one of a page's readers may have."""
SHEETS = ("/workbook", "/table", "/paper", "/file")


def test_every_file_is_known() -> None:
    there = {route for route in routes() if route.endswith(SHEETS)}
    assert there == set(FILES) | set(OWN) | set(FOR_ONE)
    assert application() and "/ledger/workbook" in NO_PAGES


@pytest.mark.parametrize(("file", "page"), (FILES | OWN).items())
def test_who_reads_a_page_may_have_its_file(file: str, page: str) -> None:
    assert table()[file] == table()[page]


@pytest.mark.parametrize("file", FOR_ONE)
def test_a_file_for_one_is_for_a_reader_of_its_page(file: str) -> None:
    assert table()[file] < table()[FOR_ONE[file]]


async def test_the_ledger_holds_for_each_role_what_its_page_shows(town: Town) -> None:
    ours = await town.published()
    theirs = await town.published(area=town.areas["河东社区"].public_id)
    may = table()["GET /ledger"]
    for part in PEOPLE:
        async with signed_in(town, part) as browser:
            page = await browser.get("/ledger")
            file = await browser.get("/ledger/workbook")
        assert (page.status_code, file.status_code) == ((200, 200) if part in may else (403, 403))
        if part not in may:
            continue
        lines = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0)
        numbers = {str(cell) for line in lines.to_python() for cell in line}
        for wish in (ours, theirs):
            assert (wish.public_id in page.text) is (wish.public_id in numbers), part


async def test_a_file_with_contact_data_goes_from_asking_to_fetching(town: Town) -> None:
    wish = await town.collected()
    sent = {
        "organization": town.organizations["柳荫社区党委"].public_id,
        "stage": "collected",
        "purpose": "arrange_visit",
        "words": "周五走访用。",
    }
    async with signed_in(town, "clerk") as clerk, signed_in(town, "street_clerk") as second:
        asked = await clerk.post("/exports", sent)
        here = asked.headers["location"]
        assert (await clerk.post(f"{here}/approval")).status_code == 403
        assert "须由他人审批" in (await clerk.get(here)).text
        assert (await clerk.post(f"{here}/file")).status_code == 409
        approved = await second.post(f"{here}/approval")
        assert approved.status_code == 303
        assert "领取文件" in (await clerk.get(here)).text
        assert "领取文件" not in (await second.get(here)).text
        file = await clerk.post(f"{here}/file")
        assert (await second.post(f"{here}/file")).status_code == 404
    assert file.headers["cache-control"] == "no-store"
    assert "attachment" in file.headers["content-disposition"]
    assert wish.public_id in [line[0] for line in read(file.content)]


async def test_the_same_form_sent_twice_is_answered_with_the_file_twice(town: Town) -> None:
    await town.collected()
    export: ContactExport = await approve(town, await ask(town))
    async with signed_in(town, "clerk") as clerk:
        here = f"/exports/{export.public_id}/file"
        first, again = [await clerk.post(here, key="once") for _ in range(2)]
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
