"""Outcomes: three totals never mixed, merged wishes once, each line with the year before."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.issues.knots import BUREAU, answer, several, solved
from wishboard.accounts.viewer import wisher_of
from wishboard.core.clock import frozen, today
from wishboard.core.database import transaction
from wishboard.issues.forms import CloseIssueForm
from wishboard.issues.solving import close_issue
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.forms import ReopenForm
from wishboard.reports.outcomes.extent import NOWHERE, By, Extent, What, extent_from
from wishboard.reports.outcomes.rows import outcome_rows
from wishboard.reports.outcomes.tables import Sums, Table, change, outcomes
from wishboard.reports.totals import totals

THIS_YEAR = Extent(year=2026)
DAY = date(2026, 11, 20)


async def closed_issue(town: Town, confirmed: int = 900) -> None:
    wishes = await several(town, 2)
    issue = await solved(town, *wishes)
    for wish in wishes:
        await answer(wish, yes=True, rating=5)
    clerk = await town.viewer("street_clerk")
    await done(close_issue, issue.public_id, CloseIssueForm(confirmed=confirmed), by=clerk)


def line(table: Table, name: str) -> tuple[Sums, Sums]:
    found = next(one for one in table.lines if one.name == name)
    return found.now, found.before


async def test_three_totals_are_the_same_as_on_the_board(town: Town) -> None:
    with frozen(DAY):
        await town.closed(confirmed=3)
        await closed_issue(town)
        table = await outcomes(THIS_YEAR, By.street)
        board = await totals()
    shown = (table.now.wishes, table.now.issues, table.now.participations, table.now.confirmed)
    assert shown == tuple(board)


@pytest.mark.parametrize("by", list(By))
async def test_every_table_adds_up_to_the_same(town: Town, by: By) -> None:
    with frozen(date(2025, 5, 5)):
        await town.closed(confirmed=4)
    with frozen(DAY):
        await town.closed(confirmed=3)
        await closed_issue(town)
        extent = THIS_YEAR if by is not By.year else Extent()
        table = await outcomes(extent, by)
    if by is By.year:
        assert [(one.key, one.now.confirmed) for one in table.lines] == [
            ("2026", 903),
            ("2025", 4),
        ]
        assert table.lines[0].before == table.lines[1].now
    else:
        assert (table.now.confirmed, table.before.confirmed) == (903, 4)


async def test_lines_are_told_apart(town: Town) -> None:
    with frozen(DAY):
        await town.closed(confirmed=3)
        await closed_issue(town)
        by_body = await outcomes(THIS_YEAR, By.organization)
        by_place = await outcomes(THIS_YEAR, By.community)
        by_lane = await outcomes(THIS_YEAR, By.lane)
        by_category = await outcomes(THIS_YEAR, By.category)
    assert line(by_body, BUREAU)[0].issues == 1
    assert line(by_body, "柳荫第一支部")[0].wishes == 1
    assert line(by_place, "柳荫社区")[0].confirmed == 3
    assert by_place.lines[-1].key == NOWHERE and by_place.lines[-1].now.confirmed == 900
    assert {one.key: one.now.confirmed for one in by_lane.lines} == {"individual": 3, "shared": 900}
    assert line(by_category, "环境卫生")[0].issues == 1


async def test_a_year_that_is_not_over_is_compared_with_the_same_days(town: Town) -> None:
    for day in (date(2025, 11, 20), date(2025, 11, 21)):
        with frozen(day):
            await town.closed(confirmed=5)
    with frozen(DAY):
        assert (await outcomes(THIS_YEAR, By.street)).before.confirmed == 5
    with frozen(date(2027, 1, 9)):
        assert (await outcomes(THIS_YEAR, By.street)).before.confirmed == 10


async def test_what_is_opened_again_counts_no_more(town: Town) -> None:
    with frozen(DAY):
        wish = await town.closed()
        await done(reopen_wish, wish.key, ReopenForm(reason="又坏了"), by=wisher_of(wish.key))
        assert (await outcomes(THIS_YEAR, By.street)).now == Sums()


async def test_every_figure_has_as_many_rows(town: Town) -> None:
    with frozen(DAY):
        await town.closed(confirmed=3)
        await closed_issue(town)
        for by in (By.street, By.community, By.organization, By.category, By.lane):
            for one in (await outcomes(THIS_YEAR, by)).lines:
                within = THIS_YEAR.within(by, one.key)
                async with transaction() as db:
                    rows = await outcome_rows(db, within, What.everything)
                    wishes = await outcome_rows(db, within, What.wishes)
                assert sum(row.confirmed for row in rows) == one.now.confirmed, (by, one)
                assert len(wishes) == one.now.wishes


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [(5, 0, "—"), (15, 10, "+50%"), (5, 10, "-50%"), (10, 10, "0%"), (1001, 1000, "0%")],
)
def test_change_on_the_year_before(now: int, before: int, said: str) -> None:
    assert change(now, before) == said


def test_an_address_says_what_is_asked_for() -> None:
    asked = Extent(year=2025, area="abc", lane="shared", category="study")
    assert extent_from(asked.given()) == asked
    assert extent_from({}).year == today().year
    assert extent_from({"year": "all"}).year == 0
    assert extent_from({"year": "99999", "lane": "x", "rest": "y"}) == replace(
        Extent(), year=today().year
    )


async def test_the_workbook_holds_every_table(town: Town) -> None:
    with frozen(DAY):
        await town.closed()
        async with signed_in(town, "leader") as browser:
            answered = await browser.get("/outcomes/workbook?year=2026")
    assert answered.status_code == 200 and answered.content.startswith(b"PK")
