"""The desk of issues: what is due first, for coordinators, handlers and leaders."""

from datetime import timedelta

import pytest

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.issues.knots import accepted, another_bureau, answer, dispatched, opened, several, solved
from tests.web.reading import shown
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import frozen, today
from wishboard.issues.handling.forms import ExtendForm, ObjectForm
from wishboard.issues.handling.objections import object_to
from wishboard.issues.handling.time import ask_for_time
from wishboard.issues.models import Issue


async def stands_in(town: Town, issue: Issue, part: str, name: str) -> bool:
    """Whether an issue stands in a list of somebody's desk."""
    return f"/desk/issues/{issue.public_id}?" in await shown(
        town, f"/desk/issues?list={name}", to=part
    )


async def test_an_issue_moves_through_the_lists(town: Town) -> None:
    fresh = await opened(town)
    assert await stands_in(town, fresh, "street_clerk", "dispatch")
    given = await dispatched(town, title="夜里施工太吵")
    assert await stands_in(town, given, "handler", "accept")
    assert await stands_in(town, given, "handler", "work")
    assert not await stands_in(town, given, "street_clerk", "dispatch")
    assert not await stands_in(town, given, "street_clerk", "overdue")


async def test_what_waits_for_a_decision_has_its_list(town: Town) -> None:
    handler, other = await town.viewer("handler"), await another_bureau(town)
    objected = await dispatched(town)
    form = ObjectForm(other=other.public_id, reason="这是供电线路的事。")
    await done(object_to, objected.public_id, form, by=handler)
    assert await stands_in(town, objected, "street_clerk", "objection")
    assert not await stands_in(town, objected, "handler", "accept")
    late = await accepted(town)
    assert late.due_on
    asks = ExtendForm(until=add_working_days(late.due_on, 5), reason="材料还没有到货。")
    await done(ask_for_time, late.public_id, asks, by=handler)
    assert await stands_in(town, late, "street_clerk", "time")


async def test_what_is_late_is_in_the_list_of_late_ones(town: Town) -> None:
    with frozen(today() - timedelta(days=40)):
        issue = await dispatched(town)
    assert await stands_in(town, issue, "supervisor", "overdue")
    assert "已逾期" in await shown(town, "/desk/issues?list=work&late=yes", to="handler")


async def test_a_solved_issue_is_closed_when_everybody_was_heard(town: Town) -> None:
    wishes = await several(town, 2)
    issue = await solved(town, *wishes)
    await answer(wishes[0], yes=True, rating=5)
    assert not await stands_in(town, issue, "street_clerk", "close")
    await answer(wishes[1], yes=False)
    assert await stands_in(town, issue, "handler", "followup")
    assert not await stands_in(town, issue, "street_clerk", "close")


async def test_a_solved_issue_of_none_is_to_be_closed(town: Town) -> None:
    assert await stands_in(town, await solved(town), "street_clerk", "close")


async def test_a_leader_sees_what_they_sponsor(town: Town) -> None:
    leader = town.people["leader"].public_id
    issue = await opened(town, kind="legacy", sponsor=leader)
    assert await stands_in(town, issue, "leader", "sponsor")
    assert not await stands_in(town, await opened(town), "leader", "sponsor")


@pytest.mark.parametrize("part", ["clerk", "other_clerk"])
async def test_an_issue_above_them_is_not_on_the_desk_of_a_community(town: Town, part: str) -> None:
    issue = await opened(town)
    assert not await stands_in(town, issue, part, "open")
    async with signed_in(town, part) as browser:
        assert (await browser.get(f"/desk/issues/{issue.public_id}")).status_code == 403


async def test_a_long_list_is_turned_page_by_page(town: Town) -> None:
    for number in range(31):
        await opened(town, title=f"第{number:02d}号路的路灯")
    first = await shown(town, "/desk/issues?list=dispatch", to="street_clerk")
    assert "第00号路" in first
    assert "第30号路" not in first
    onward = next(part for part in first.split('href="') if "after=" in part.split('"')[0])
    rest = await shown(town, onward.split('"')[0].replace("&amp;", "&"), to="street_clerk")
    assert "第30号路" in rest
    assert "第00号路" not in rest
