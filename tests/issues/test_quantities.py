"""What an issue brought beside people: metres, poles, villages; expected, reported, confirmed."""

from decimal import Decimal

import pytest

from tests.cast import Town, signed_in
from tests.deeds import done, refused
from tests.issues.knots import fresh, replied
from wishboard.accounts.viewer import CLOCK
from wishboard.catalogue.quantities import quantity_kinds
from wishboard.catalogue.seed import seed_catalogue
from wishboard.core.database import transaction
from wishboard.core.forms import read
from wishboard.core.refusals import Invalid
from wishboard.events.history import history_of
from wishboard.i18n.dates import amount
from wishboard.issues.forms import CloseIssueForm, SolveForm
from wishboard.issues.models import Issue
from wishboard.issues.quantities.queries import quantities_of
from wishboard.issues.queries import hold_issue
from wishboard.issues.solving import assign_again, close_issue, solve_issue

RESULT = "路已修好，废杆全部拆除。"


async def solve_with(town: Town, issue: Issue, **sent: str) -> Issue:
    """Report as solved, as the bureau does on the page."""
    fields = {name.replace("_", "-"): value for name, value in sent.items()}
    form = read(SolveForm, {"result": RESULT, "reported": "120"} | fields)
    return await done(solve_issue, issue.public_id, form, by=await town.viewer("handler"))


async def figures(issue: Issue) -> dict[str, tuple[str, str, str]]:
    told = await done(quantities_of, issue)
    return {
        one.code: (amount(one.expected), amount(one.reported), amount(one.confirmed))
        for one in told
    }


async def test_each_kind_has_three_figures_of_its_own(town: Town) -> None:
    await done(seed_catalogue)
    issue = await replied(town, quantities={"road": Decimal(500), "villages": Decimal(2)})
    await solve_with(town, issue, quantity_road="480.50", quantity_poles="37")
    assert await figures(issue) == {
        "villages": ("2", "—", "—"),
        "road": ("500", "480.5", "—"),
        "poles": ("—", "37", "—"),
    }
    form = CloseIssueForm(confirmed=100, quantities={"road": Decimal(470)})
    await done(close_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    assert (await figures(issue))["road"] == ("500", "480.5", "470")
    history = await done(history_of, "issue", issue.key)
    told = [event.facts for event in history if event.kind == "issue.quantified"]
    assert [one["figure"] for one in told] == ["expected", "reported", "confirmed"]
    assert told[1]["quantities"] == {"road": "480.50", "poles": "37"}


async def test_what_is_not_done_is_not_confirmed_and_can_be_said_anew(town: Town) -> None:
    await done(seed_catalogue)
    issue = await replied(town)
    await solve_with(town, issue, quantity_lamps="12", quantity_poles="3")
    form = CloseIssueForm(confirmed=1, quantities={"lamps": Decimal(12)})
    await done(close_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    async with transaction() as db:
        await assign_again(db, await hold_issue(db, issue.key), by=CLOCK, cause="by_hand")
    assert (await figures(issue))["lamps"] == ("—", "12", "—")


async def test_only_kinds_of_the_catalogue_count(town: Town) -> None:
    await done(seed_catalogue)
    issue = await replied(town)
    with refused("no_such_quantity"):
        await solve_with(town, issue, quantity_dragons="3")


@pytest.mark.parametrize("sent", ["-1", "many", "1e5", "1.234", "9999999999999", "1 或 2"])
def test_an_amount_is_a_number(sent: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(SolveForm, {"result": RESULT, "reported": "1", "quantity-road": sent})
    assert list(caught.value.errors) == ["quantity-road"]


def test_thousands_may_be_set_apart() -> None:
    form = read(SolveForm, {"result": RESULT, "reported": "1", "quantity-road": "1,200.5"})
    assert form.quantities == {"road": Decimal("1200.5")}


async def test_nothing_odd_is_taken_for_quantities(town: Town) -> None:
    with pytest.raises(Invalid):
        read(SolveForm, {"result": RESULT, "reported": "1", "quantities": "road"})


async def test_every_kind_has_words_in_both_languages(town: Town) -> None:
    await done(seed_catalogue)
    assert await done(seed_catalogue) == 0
    for kind in await done(quantity_kinds):
        assert kind.name and kind.name_en and kind.unit and kind.unit_en


async def test_the_pages_ask_and_show(town: Town) -> None:
    await done(seed_catalogue)
    issue = await replied(town, quantities={"road": Decimal(500)})
    desk = f"/desk/issues/{issue.public_id}"
    async with signed_in(town, "handler") as browser:
        asked = await browser.get(f"{desk}?way=solution")
        assert 'name="quantity-road"' in asked.text and 'value="500"' in asked.text
        sent = {"result": RESULT, "reported": "9", "quantity-road": "x"}
        again = await browser.post(f"{desk}/solution", sent)
        assert again.status_code == 422 and 'id="error-quantity-road"' in again.text
        answer = await browser.post(f"{desk}/solution", sent | {"quantity-road": "480"})
        assert answer.status_code == 303
        public = await browser.get(f"/issues/{issue.public_id}")
        assert "修路（米）" in public.text and "上报成效：修路 480 米" in public.text
    async with signed_in(town, "street_clerk") as browser:
        asked = await browser.get(f"{desk}?way=closing")
        assert 'value="480"' in asked.text
        new = await browser.get("/desk/issues/new")
        assert 'name="quantity-villages"' in new.text
    assert (await fresh(issue)).stage == "solved"
