"""A year's days are uploaded, their effect is shown, and they move what was counted by them."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from sqlmodel import select

from tests.cast import Town, signed_in
from tests.deeds import done, refused
from tests.issues.knots import BUREAU, accepted, dispatched, fresh, opened, several
from wishboard.core.calendar import (
    Calendar,
    add_working_days,
    current_calendar,
    go_by,
    is_working_day,
    knows_year,
    unknown_years,
)
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.core.stored_calendar import forget_calendar, look_again, look_at_calendar
from wishboard.deadlines.commands import SETTLED_AFTER, apply_days, preview_days, settle_uploads
from wishboard.deadlines.days import DaysOfYear, days_in_text
from wishboard.deadlines.models import CalendarUpload
from wishboard.deadlines.moves import Of
from wishboard.disclosure.issue_sight import visible_issue
from wishboard.disclosure.timeline import issue_timeline
from wishboard.issues.handling.assignments import dispatch_issue
from wishboard.issues.handling.forms import DecideForm, DispatchForm, ExtendForm
from wishboard.issues.handling.time import ask_for_time, decide_extension
from wishboard.issues.models import Issue

DECEMBER = date(2027, 12, 20)
"""A Monday; nobody has announced the year after."""
NEW_YEAR = """2028-01-01,no,元旦
2028-01-03,no,元旦
2028-01-04,no,元旦
2028-01-08,yes,元旦调休"""
TABLE = "日期,是否上班,名称\n2028年1月3日,休,元旦\n2028/1/4,否,元旦\n2028-01-08,班,元旦调休\n"


def days(text: str = NEW_YEAR) -> DaysOfYear:
    with frozen(DECEMBER):
        return days_in_text(text)


async def applied(town: Town, text: str = NEW_YEAR) -> CalendarUpload:
    upload = await done(apply_days, days(text), by=await town.viewer("administrator"))
    await look_at_calendar()
    return upload


async def test_stored_days_win_over_the_library_and_make_a_year_known(town: Town) -> None:
    assert not knows_year(2028)
    assert is_working_day(date(2028, 1, 3))
    with frozen(DECEMBER):
        await applied(town)
    assert knows_year(2028)
    assert not is_working_day(date(2028, 1, 3))
    assert is_working_day(date(2028, 1, 8))
    assert is_working_day(date(2028, 1, 5)) and not is_working_day(date(2028, 1, 9))


async def test_the_next_upload_of_a_year_replaces_the_one_before(town: Town) -> None:
    with frozen(DECEMBER):
        await applied(town)
        await applied(town, "2028-01-03,yes,又上班")
    assert is_working_day(date(2028, 1, 4)) and not is_working_day(date(2028, 1, 8))


async def test_another_process_notices_within_a_second(town: Town) -> None:
    await look_at_calendar()
    with frozen(DECEMBER):
        await done(apply_days, days(), by=await town.viewer("administrator"))
    go_by(Calendar())
    look_again()
    await look_at_calendar()
    assert current_calendar().knows(2028)


async def test_without_a_database_the_library_is_left(town: Town) -> None:
    with frozen(DECEMBER):
        await applied(town)
    await forget_calendar()
    assert is_working_day(date(2028, 1, 3))


async def test_an_issue_on_its_way_is_moved_and_everybody_reads_of_it(town: Town) -> None:
    with frozen(DECEMBER):
        issue = await accepted(town)
        assert issue.due_on == date(2028, 1, 10)
        (move,) = await done(preview_days, days(), by=await town.viewer("administrator"))
        assert (move.of, move.before, move.after) == (Of.issue, issue.due_on, date(2028, 1, 11))
        assert (await fresh(issue)).due_on == date(2028, 1, 10)
        upload = await applied(town)
    assert (upload.issues, upload.wishes) == (1, 0)
    assert (await fresh(issue)).due_on == date(2028, 1, 11)
    nobody = await town.viewer("nobody")
    sight = await done(visible_issue, issue.public_id, to=nobody)
    line = (await done(issue_timeline, sight, nobody))[0]
    assert (line.kind, line.facts["until"]) == ("deadline.moved", date(2028, 1, 11))


async def test_a_date_that_was_granted_stays(town: Town) -> None:
    with frozen(DECEMBER):
        issue = await accepted(town)
        form = ExtendForm(until=date(2028, 1, 20), reason="灯杆还在路上。")
        await done(ask_for_time, issue.public_id, form, by=await town.viewer("handler"))
        clerk = await town.viewer("street_clerk")
        await done(decide_extension, issue.public_id, DecideForm(granted=True), by=clerk)
        await applied(town)
    assert (await fresh(issue)).due_on == date(2028, 1, 20)


async def test_wishes_move_by_the_deed_that_set_their_date(town: Town) -> None:
    with frozen(date(2027, 12, 31)):
        collected, registered = await town.collected(), await town.registered()
        claimed, _ = await town.claimed(promised_on=date(2028, 1, 4))
        assert collected.due_on == registered.due_on == date(2028, 1, 4)
        await applied(town)
    assert (await town.fresh(collected)).due_on == date(2028, 1, 6)
    assert (await town.fresh(registered)).due_on == date(2028, 1, 6)
    assert (await town.fresh(claimed)).due_on == date(2028, 1, 4)


async def test_what_is_counted_by_the_old_days_meanwhile_is_moved_a_little_later(
    town: Town,
) -> None:
    with frozen(DECEMBER):
        await applied(town)
        go_by(Calendar())
        issue = await dispatched(town)
        assert issue.due_on == date(2028, 1, 10)
        assert await settle_uploads() == 0
    with frozen(DECEMBER + timedelta(days=1)):
        assert now() - SETTLED_AFTER
        assert await settle_uploads() == 1
        assert await settle_uploads() == 0
    assert (await fresh(issue)).due_on == date(2028, 1, 11)


async def test_only_an_administrator_uploads(town: Town) -> None:
    for part in ("clerk", "leader", "supervisor", "member"):
        with refused("not_allowed"):
            await done(apply_days, days(), by=await town.viewer(part))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "calendar_no_days"),
        ("2028-01-01,no,\n2029-01-01,no,", "calendar_several_years"),
        ("2028-01-01,no,\n2028-01-01,yes,", "calendar_said_twice"),
        ("2028-13-01,no,", "calendar_row_unclear"),
        ("2028-01-01,vielleicht,", "calendar_row_unclear"),
        ("1990-01-01,no,", "calendar_year_out_of_reach"),
    ],
)
def test_a_table_that_cannot_be_is_refused_with_a_reason(text: str, code: str) -> None:
    with refused(code):
        days(text)


def test_days_are_handed_on_as_they_were_read() -> None:
    with frozen(DECEMBER):
        assert days_in_text(days().text()) == days()


async def test_the_page_shows_the_effect_before_it_is_applied(town: Town, tmp_path: Path) -> None:
    book = tmp_path / "days.xlsx"
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        for number, line in enumerate(TABLE.splitlines()):
            sheet.write_row(number, 0, line.split(","))
    with frozen(DECEMBER):
        issue = await accepted(town)
        for name, content in (("days.csv", TABLE.encode()), ("days.xlsx", book.read_bytes())):
            async with signed_in(town, "administrator") as browser:
                page = await browser.post("/desk/calendar", files={"file": (name, content)})
                assert page.status_code == 200, page.text
                assert "2028 年工作日历" in page.text
                assert "三条路晚上没有灯" in page.text
        assert (await fresh(issue)).due_on == date(2028, 1, 10)
        async with signed_in(town, "administrator") as browser:
            answer = await browser.post("/desk/calendar/days", {"days": NEW_YEAR})
            assert answer.headers["location"].startswith("/desk/calendar?year=2028")
            page = await browser.get("/desk/calendar?year=2028")
            assert "元旦调休" in page.text
            assert "管理员" in page.text
    assert (await fresh(issue)).due_on == date(2028, 1, 11)


async def test_a_wrong_file_is_answered_on_the_page(town: Town) -> None:
    with frozen(DECEMBER):
        async with signed_in(town, "administrator") as browser:
            bad = {"file": ("days.csv", b"a,b\n1,2\n")}
            page = await browser.post("/desk/calendar", files=bad)
            assert page.status_code == 422
            none = await browser.post("/desk/calendar", {})
            assert none.status_code == 422
            assert "没有日子" in none.text


async def test_staff_are_warned_until_the_year_is_known(town: Town) -> None:
    with frozen(date(2026, 11, 20)):
        assert unknown_years(date(2026, 11, 20)) == []
    with frozen(DECEMBER):
        async with signed_in(town, "clerk") as browser:
            assert "放假安排还没有上传" in (await browser.get("/desk")).text
        await applied(town, "2027-01-01,no,元旦")
        await applied(town)
        async with signed_in(town, "clerk") as browser:
            assert "放假安排还没有上传" not in (await browser.get("/desk")).text


async def test_dispatching_goes_by_the_days_that_were_uploaded(town: Town) -> None:
    with frozen(DECEMBER):
        await applied(town)
        (wish,) = await several(town, 1)
        issue = await opened(town, wish)
        form = DispatchForm(organization=town.organizations[BUREAU].public_id, days=15)
        await done(dispatch_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    assert (await fresh(issue)).due_on == date(2028, 1, 11)
    async with transaction() as db:
        assert (await db.exec(select(Issue))).one().days == 15
    assert add_working_days(DECEMBER, 15) == date(2028, 1, 11)
