"""A night-shift worker's wish for a street light becomes an issue of 79 villages, and is solved.

Told in the real pages where somebody decides something; the many neighbours, and the clock, do
their part by the same deeds behind them.
"""

from datetime import date, timedelta

import pytest

from tests.browser.dark_road import (
    COMMITTEE,
    POWER,
    VILLAGES,
    Township,
    at_desk,
    township,
)
from tests.browser.dark_road_walks import (
    FIRST,
    TITLE,
    a_worker_wishes,
    it_is_dispatched,
    it_is_solved,
    the_first_receiver_objects_and_a_third_party_decides,
    the_other_accepts_and_calls_three_bodies,
    the_worker_says_yes,
    they_come_plan_together_and_draw_a_road_map,
)
from tests.browser.walks import Walker, slip_on
from tests.browser.window import Windows
from tests.cast import Town
from tests.deeds import done
from wishboard.accounts.viewer import wisher_of
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import frozen
from wishboard.issues.models import Issue
from wishboard.issues.queries import find_issue, wishes_behind
from wishboard.outcomes.answers import answer_wish, record_silences
from wishboard.outcomes.forms import AnswerForm
from wishboard.quotas.ledger import total_in
from wishboard.quotas.models import Holder
from wishboard.reports.totals import count_totals as count
from wishboard.supervision.dissatisfaction import weigh_answers
from wishboard.supervision.ladder.climbing import climb_overdue
from wishboard.triage.groups.sweep import look_at_new
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

pytestmark = pytest.mark.browser
COMPLAINTS = 20
UNHAPPY, SILENT = 9, 4


async def test_from_one_dark_road_to_79_lit_villages(windows: Windows, town: Town) -> None:
    with frozen(FIRST):
        place = await township(town)
        slip = await a_worker_wishes(windows, place)
        issue_id = await neighbours_wish_the_same_and_a_clerk_makes_an_issue(windows, place)
        await the_others_join(windows, place, issue_id)
    with frozen(add_working_days(FIRST, 2)):
        await it_is_dispatched(windows, issue_id)
    with frozen(add_working_days(FIRST, 3)):
        await the_first_receiver_objects_and_a_third_party_decides(windows, issue_id)
        await the_other_accepts_and_calls_three_bodies(windows, issue_id)
    with frozen(add_working_days(FIRST, 4)):
        await they_come_plan_together_and_draw_a_road_map(windows, issue_id)
    due = await more_time_is_asked_for_and_given(windows, issue_id)
    await it_runs_late_and_climbs_to_the_third_rung(windows, issue_id, due)
    solved_on = add_working_days(due, 8)
    with frozen(solved_on):
        await it_is_solved(windows, issue_id, "79个村的路灯已装好428盏，当晚全部亮灯。")
        await the_worker_says_yes(windows, slip)
    await twelve_percent_are_not_content_and_it_goes_back(windows, issue_id, solved_on)
    with frozen(add_working_days(solved_on, 20)):
        await it_is_solved(windows, issue_id, "九个村补装了61盏路灯，逐村验收亮灯。")
        await everybody_left_says_yes(issue_id)
        await it_is_closed_and_counted_once(windows, issue_id)


async def neighbours_wish_the_same_and_a_clerk_makes_an_issue(
    windows: Windows, place: Township
) -> str:
    for n in range(1, COMPLAINTS):
        await place.complain(n)
    await look_at_new()
    clerk = await at_desk(windows, "township_clerk")
    await clerk.opens("/desk/hot")
    await clerk.page.locator("a[href^='/desk/hot/']").first.click()
    await clerk.presses("Make it an issue …")
    await clerk.fills("Title", TITLE)
    await clerk.fills("Public summary", "青山镇多个村夜班工人回家的路没有路灯，晚上全黑。")
    await clerk.picks("Category", "tidy")
    await clerk.picks("Area it reaches", place.town.areas["青山镇"].public_id)
    await clerk.presses("Open the issue")
    issue_id = clerk.page.url.rsplit("/", 1)[-1].split("?")[0]
    await clerk.goes_to("Send up more wishes")
    await clerk.ticks("Tick all on this page")
    await clerk.presses("Send the ticked ones up")
    assert len(await behind(issue_id)) == COMPLAINTS
    return issue_id


async def the_others_join(windows: Windows, place: Township, issue_id: str) -> None:
    neighbour = Walker(await windows.of(scripts=False, language="en"), "en")
    await neighbour.opens(f"/issues/{issue_id}")
    await neighbour.goes_to("Mine too")
    await neighbour.fills("Name", "王小路")
    await neighbour.fills("Phone", "13788886666")
    await neighbour.picks("Where do you live?", place.villages[COMPLAINTS].public_id)
    await neighbour.ticks("You may contact me about this issue")
    await neighbour.presses("I stand with it")
    await slip_on(neighbour.page)
    for n in range(COMPLAINTS + 1, VILLAGES):
        await place.join(n, issue_id)
    wishes = await behind(issue_id)
    assert len({wish.area_id for wish in wishes}) == len(wishes) == VILLAGES


async def more_time_is_asked_for_and_given(windows: Windows, issue_id: str) -> date:
    issue = await fresh(issue_id)
    assert issue.due_on == add_working_days(add_working_days(FIRST, 2), 15)
    until = add_working_days(issue.due_on, 8)
    with frozen(issue.due_on - timedelta(days=4)):
        power = await at_desk(windows, "power")
        await power.opens(f"/desk/issues/{issue_id}?way=extension")
        await power.fills("New date", str(until))
        await power.fills("Why?", "灯杆要定制，到货晚了一周。")
        await power.presses("Ask")
        clerk = await at_desk(windows, "township_clerk")
        await clerk.opens(f"/desk/issues/{issue_id}")
        await clerk.ticks("Yes, the new date holds")
        await clerk.presses("Decide")
    assert (await fresh(issue_id)).due_on == until
    return until


async def it_runs_late_and_climbs_to_the_third_rung(
    windows: Windows, issue_id: str, due: date
) -> None:
    for late in range(1, 8):
        with frozen(add_working_days(due, late)):
            await climb_overdue()
    assert (await fresh(issue_id)).rung == 3
    with frozen(add_working_days(due, 7)):
        supervisor = await at_desk(windows, "supervisor")
        await supervisor.opens("/supervision")
        await supervisor.reads(TITLE)


async def twelve_percent_are_not_content_and_it_goes_back(
    windows: Windows, issue_id: str, solved_on: date
) -> None:
    asked = [wish for wish in await behind(issue_id) if wish.stage is Stage.delivered]
    assert len(asked) == VILLAGES - 1
    with frozen(add_working_days(solved_on, 1)):
        for n, wish in enumerate(asked[: VILLAGES - 1 - SILENT]):
            form = AnswerForm(done=n >= UNHAPPY, rating=2 if n < UNHAPPY else 5)
            await done(answer_wish, wish.key, form, by=wisher_of(wish.key))
    assert pytest.approx(0.12) == UNHAPPY / (VILLAGES - SILENT)
    with frozen(add_working_days(solved_on, 3)):
        assert await weigh_answers() == 0, "some have not answered yet"
    with frozen(add_working_days(solved_on, 12)):
        assert await record_silences() == SILENT
        assert await weigh_answers() == 1
        issue = await fresh(issue_id)
        assert (issue.stage, issue.rung, issue.round) == ("accepted", 4, 1)
        unhappy = Walker(await windows.of())
        page, wish = unhappy.page, asked[0]
        await windows.follow(page, wish.key)
        await unhappy.opens("/track/wish")
        await unhappy.reads(TITLE, POWER)


async def everybody_left_says_yes(issue_id: str) -> None:
    left = [wish for wish in await behind(issue_id) if wish.stage is Stage.delivered]
    assert len(left) == UNHAPPY
    for wish in left:
        await done(answer_wish, wish.key, AnswerForm(done=True, rating=4), by=wisher_of(wish.key))
    assert await weigh_answers() == 0


async def it_is_closed_and_counted_once(windows: Windows, issue_id: str) -> None:
    for wish in await behind(issue_id):
        assert wish.stage in (Stage.closed, Stage.answered)
    clerk = await at_desk(windows, "township_clerk")
    await clerk.opens(f"/desk/issues/{issue_id}")
    await clerk.fills("How many people were really helped?", "12000")
    await clerk.presses("Close and count")
    issue, totals = await fresh(issue_id), await count()
    assert (issue.stage, issue.confirmed) == ("closed", 12000)
    assert (totals.fulfilled, totals.solved, totals.beneficiaries) == (0, 1, 12000)
    lead = windows.town.organizations[POWER].key
    assert await done(total_in, Holder.organization, lead, 2026) == 1
    keeper = windows.town.organizations[COMMITTEE].key
    assert await done(total_in, Holder.organization, keeper, 2026) == 0


async def behind(issue_id: str) -> list[Wish]:
    return list(await done(wishes_behind, await fresh(issue_id)))


async def fresh(issue_id: str) -> Issue:
    return await done(find_issue, issue_id)
