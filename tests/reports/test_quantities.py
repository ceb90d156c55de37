"""Sums of quantities: within one kind only, with the year before, each leading to its rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.issues.knots import BUREAU, replied
from wishboard.catalogue.seed import seed_catalogue
from wishboard.core.clock import frozen
from wishboard.issues.forms import CloseIssueForm, SolveForm
from wishboard.issues.solving import close_issue, solve_issue
from wishboard.reports.outcomes.extent import By, Extent, What
from wishboard.reports.outcomes.quantities import Amounts, brought
from wishboard.reports.outcomes.rows import outcome_rows

DAY = date(2026, 11, 20)
THIS_YEAR = Extent(year=2026)


async def closed_with(town: Town, reported: dict[str, int], confirmed: dict[str, int]) -> str:
    """A problem that was solved and closed with such quantities; its public id."""
    issue = await replied(town)
    said = {code: Decimal(much) for code, much in reported.items()}
    form = SolveForm(result="全部完成了。", reported=10, quantities=said)
    await done(solve_issue, issue.public_id, form, by=await town.viewer("handler"))
    agreed = CloseIssueForm(
        confirmed=8, quantities={code: Decimal(much) for code, much in confirmed.items()}
    )
    await done(close_issue, issue.public_id, agreed, by=await town.viewer("street_clerk"))
    return issue.public_id


async def two_years(town: Town) -> None:
    await done(seed_catalogue)
    with frozen(date(2025, 5, 5)):
        await closed_with(town, {"road": 100}, {"road": 100})
    with frozen(DAY):
        await closed_with(town, {"road": 300, "poles": 7}, {"road": 250, "poles": 7})
        await closed_with(town, {"road": 50, "pipes": 40}, {"road": 50})


async def test_each_kind_is_summed_by_itself(town: Town) -> None:
    await two_years(town)
    with frozen(DAY):
        found = {one.code: one for one in await brought(THIS_YEAR, By.organization)}
    assert list(found) == ["road", "pipes", "poles"]
    road = found["road"]
    assert road.now == Amounts(2, Decimal(0), Decimal(350), Decimal(300))
    assert road.before == Amounts(1, Decimal(0), Decimal(100), Decimal(100))
    assert (road.shown, road.unit, road.portions[0].shown) == ("修路", "米", BUREAU)
    assert found["pipes"].now == Amounts(1, Decimal(0), Decimal(40), Decimal(0))


async def test_years_stand_beside_each_other(town: Town) -> None:
    await two_years(town)
    with frozen(DAY):
        (road, *_others) = await brought(Extent(), By.year)
    told = [(one.key, int(one.now.confirmed), int(one.before.confirmed)) for one in road.portions]
    assert told == [("2026", 300, 100), ("2025", 100, 0)]


async def test_every_sum_has_its_rows(town: Town) -> None:
    await two_years(town)
    with frozen(DAY):
        for by in (By.street, By.community, By.organization, By.category, By.lane):
            for kind in await brought(THIS_YEAR, by):
                for one in kind.portions:
                    within = replace(THIS_YEAR.within(by, one.key), quantity=kind.code)
                    rows = await done(outcome_rows, within, What.issues)
                    assert len(rows) == one.now.issues
                    assert sum(row.much_confirmed or 0 for row in rows) == one.now.confirmed


async def test_the_page_and_the_workbook_show_them(town: Town) -> None:
    await two_years(town)
    with frozen(DAY):
        async with signed_in(town, "leader") as browser:
            page = await browser.get("/outcomes?year=2026&by=organization")
            assert "修路（米）" in page.text and "quantity=road" in page.text
            rows = await browser.get("/outcomes/rows?year=2026&what=issues&quantity=road")
            assert "“修路”" in rows.text and ">250<" in rows.text
            book = await browser.get("/outcomes/workbook?year=2026")
    assert book.status_code == 200 and book.content.startswith(b"PK")
