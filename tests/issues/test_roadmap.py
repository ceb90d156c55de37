"""The road map: who plans, changes, reaches and drops a step, and what stays known of it."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import BUREAU, accepted, another_bureau, opened, solved
from wishboard.core.clock import frozen, today
from wishboard.events.history import history_of
from wishboard.issues.forms import CloseIssueForm
from wishboard.issues.models import Issue
from wishboard.issues.roadmap.commands import (
    change_milestone,
    drop_milestone,
    plan_milestone,
    reach_milestone,
)
from wishboard.issues.roadmap.forms import MilestoneForm, ReachForm
from wishboard.issues.roadmap.models import Milestone
from wishboard.issues.roadmap.queries import road_of
from wishboard.issues.solving import close_issue


def step(
    town: Town, days: int, title: str = "勘查三条路的线路", body: str = BUREAU
) -> MilestoneForm:
    """A step so many days from now."""
    return MilestoneForm(
        title=title,
        organization=town.organizations[body].public_id,
        due_on=today() + timedelta(days=days),
    )


async def planned(town: Town, issue: Issue, days: int = 5, **more: Any) -> Milestone:
    """A step on the road map, planned by the bureau."""
    by = await town.viewer("handler")
    return await done(plan_milestone, issue.public_id, step(town, days, **more), by=by)


@pytest.mark.parametrize("part", ["handler", "street_clerk", "leader", "supervisor"])
async def test_the_lead_and_who_coordinates_plan(town: Town, part: str) -> None:
    issue = await accepted(town)
    by = await town.viewer(part)
    await done(plan_milestone, issue.public_id, step(town, 5), by=by)
    assert [one.title for one in await done(road_of, issue)] == ["勘查三条路的线路"]


@pytest.mark.parametrize("part", ["other_clerk", "member", "administrator", "collector"])
async def test_nobody_else_does(town: Town, part: str) -> None:
    issue = await accepted(town)
    by = await town.viewer(part)
    with refused("not_allowed"):
        await done(plan_milestone, issue.public_id, step(town, 5), by=by)


async def test_steps_stand_in_the_order_of_their_days(town: Town) -> None:
    issue = await accepted(town)
    for days, title in ((20, "亮灯验收"), (3, "勘查线路"), (20, "请居民来看"), (10, "换好线缆")):
        await planned(town, issue, days, title=title)
    road = await done(road_of, issue)
    assert [one.title for one in road] == ["勘查线路", "换好线缆", "亮灯验收", "请居民来看"]


@pytest.mark.parametrize("days", [-1, 6 * 366])
async def test_a_step_is_planned_ahead_and_within_reason(town: Town, days: int) -> None:
    with refused("step_in_the_past"):
        await planned(town, await accepted(town), days)


async def test_the_public_words_of_a_step_name_nobody(town: Town) -> None:
    with refused("tells_too_much"):
        await planned(town, await accepted(town), title="给13812345678回电话")


async def test_a_moved_step_keeps_its_first_day(town: Town) -> None:
    issue = await accepted(town)
    milestone = await planned(town, issue, 5)
    power = await another_bureau(town)
    by = await town.viewer("handler")
    later = step(town, 9, title="换好线缆", body=power.name)
    await done(change_milestone, issue.public_id, milestone.public_id, later, by=by)
    (one,) = await done(road_of, issue)
    assert (one.title, one.body, one.moved) == ("换好线缆", power.name, True)
    assert (one.due_on - one.first_due_on).days == 4


async def test_the_lead_does_not_move_a_day_that_has_gone_by(town: Town) -> None:
    issue = await accepted(town)
    milestone = await planned(town, issue, 2)
    handler, clerk = await town.viewer("handler"), await town.viewer("street_clerk")
    with frozen(today() + timedelta(days=3)):
        (one,) = await done(road_of, issue)
        assert one.late and one.late_by == 1
        with refused("step_late"):
            await done(
                change_milestone, issue.public_id, milestone.public_id, step(town, 5), by=handler
            )
        with refused("step_late"):
            await done(drop_milestone, issue.public_id, milestone.public_id, by=handler)
        same_day = step(town, -1, title="线路勘查完毕")
        await done(change_milestone, issue.public_id, milestone.public_id, same_day, by=handler)
        await done(change_milestone, issue.public_id, milestone.public_id, step(town, 5), by=clerk)
        (one,) = await done(road_of, issue)
        assert not one.late


async def test_a_reached_step_stays_as_it_is(town: Town) -> None:
    issue = await accepted(town)
    milestone = await planned(town, issue)
    by = await town.viewer("handler")
    with refused("not_in_the_future"):
        form = ReachForm(done_on=today() + timedelta(days=1))
        await done(reach_milestone, issue.public_id, milestone.public_id, form, by=by)
    await done(reach_milestone, issue.public_id, milestone.public_id, ReachForm(), by=by)
    (one,) = await done(road_of, issue)
    assert (one.done_on, one.late_by) == (today(), 0)
    with refused("step_reached"):
        await done(reach_milestone, issue.public_id, milestone.public_id, ReachForm(), by=by)
    with refused("step_reached"):
        await done(change_milestone, issue.public_id, milestone.public_id, step(town, 9), by=by)
    with refused("step_reached"):
        await done(drop_milestone, issue.public_id, milestone.public_id, by=by)


async def test_a_dropped_step_is_off_the_map_and_stays_in_history(town: Town) -> None:
    issue = await accepted(town)
    milestone = await planned(town, issue)
    by = await town.viewer("handler")
    await done(drop_milestone, issue.public_id, milestone.public_id, by=by)
    assert await done(road_of, issue) == []
    told = [event for event in await done(history_of, "issue", issue.key) if event.facts]
    kinds = [e.kind for e in told if e.facts.get("milestone") == milestone.id]
    assert kinds == ["issue.planned", "issue.milestone_dropped"]
    with refused("no_such_milestone"):
        await done(drop_milestone, issue.public_id, milestone.public_id, by=by)


async def test_a_step_of_another_issue_is_not_found(town: Town) -> None:
    milestone = await planned(town, await accepted(town))
    other = await opened(town)
    by = await town.viewer("street_clerk")
    with refused("no_such_milestone"):
        await done(reach_milestone, other.public_id, milestone.public_id, ReachForm(), by=by)


async def test_the_road_of_a_closed_issue_has_ended(town: Town) -> None:
    issue, by = await solved(town), await town.viewer("street_clerk")
    await done(close_issue, issue.public_id, CloseIssueForm(confirmed=900), by=by)
    with refused("issue_not_now"):
        await done(plan_milestone, issue.public_id, step(town, 5), by=by)
