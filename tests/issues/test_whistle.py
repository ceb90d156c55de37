"""The whistle: bodies are called by a time, attendance is kept, each has its own task and day."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Town
from tests.deeds import done, refused
from tests.issues.knots import BUREAU, accepted, another_bureau, fresh, opened
from wishboard.accounts.roles import Role
from wishboard.core.clock import frozen, now, today
from wishboard.issues.models import Issue
from wishboard.issues.whistles.commands import (
    blow_whistle,
    end_whistle,
    finish_task,
    plan_together,
    report_in,
)
from wishboard.issues.whistles.forms import (
    ArrivalForm,
    JointPlanForm,
    TaskDoneForm,
    TaskForm,
    WhistleForm,
)
from wishboard.issues.whistles.queries import Blown, Called, is_summoned, whistles_of

POWER, ROADS = "电力公司", "公路养护中心"


async def whistled(town: Town, by: str = "handler", **fields: Any) -> Issue:
    """An issue of the bureau over which it has called two bodies for tomorrow."""
    issue = await accepted(town)
    for name in (POWER, ROADS):
        await another_bureau(town, name)
    await town.appoint("stranger", Role.handler, body=POWER)
    await blown(town, issue, by, **fields)
    return await fresh(issue)


async def blown(town: Town, issue: Issue, by: str = "handler", **fields: Any) -> None:
    given = {
        "reason": "线缆产权不清，请一起到现场。",
        "report_by": now() + timedelta(days=1),
        "organizations": [town.organizations[name].public_id for name in (POWER, ROADS)],
    }
    form = WhistleForm.model_validate(given | fields)
    await done(blow_whistle, issue.public_id, form, by=await town.viewer(by))


async def last(issue: Issue) -> Blown:
    return (await done(whistles_of, issue))[0]


async def arrive(town: Town, issue: Issue, one: Called, by: str, **fields: Any) -> None:
    form = ArrivalForm.model_validate({"who": "李工"} | fields)
    summons_id = one.summons.public_id
    await done(report_in, issue.public_id, summons_id, form, by=await town.viewer(by))


async def plan(town: Town, issue: Issue, days: int = 7, by: str = "handler") -> None:
    whistle = await last(issue)
    task = TaskForm(task="查清线缆归属", due_on=today() + timedelta(days=days))
    tasks = {one.summons.public_id: task for one in whistle.called}
    form = JointPlanForm(plan="电力公司移交，养护中心换灯。", tasks=tasks)
    args = (issue.public_id, whistle.whistle.public_id, form)
    await done(plan_together, *args, by=await town.viewer(by))


async def test_the_lead_calls_in_its_own_name(town: Town) -> None:
    whistle = await last(await whistled(town))
    assert whistle.by_body == BUREAU
    assert [one.body for one in whistle.called] == [POWER, ROADS]
    assert whistle.arrived == 0


async def test_who_coordinates_calls_in_the_name_of_the_keeper(town: Town) -> None:
    whistle = await last(await whistled(town, "street_clerk"))
    assert whistle.by_body == "柳荫街道党工委"


@pytest.mark.parametrize("part", ["stranger", "other_clerk", "collector", "administrator"])
async def test_nobody_else_calls(town: Town, part: str) -> None:
    issue = await whistled(town)
    with refused("not_allowed"):
        await blown(town, issue, part)


@pytest.mark.parametrize("away", [timedelta(minutes=-1), timedelta(days=31)])
async def test_the_time_is_still_to_come(town: Town, away: timedelta) -> None:
    with refused("report_in_future"):
        await whistled(town, report_by=now() + away)


async def test_nobody_calls_oneself(town: Town) -> None:
    own = town.organizations[BUREAU].public_id
    with refused("not_yourself"):
        await whistled(town, organizations=[own])


async def test_nobody_is_called_before_the_issue_is_in_hand(town: Town) -> None:
    await another_bureau(town, POWER)
    await another_bureau(town, ROADS)
    issue = await opened(town)
    with refused("issue_not_now"):
        await blown(town, issue, "street_clerk")


async def test_a_called_body_reports_in_itself_once(town: Town) -> None:
    issue = await whistled(town)
    power = (await last(issue)).called[0]
    await arrive(town, issue, power, "stranger")
    whistle = await last(issue)
    assert whistle.arrived == 1 and whistle.called[0].summons.who == "李工"
    assert not whistle.called[0].came_late
    with refused("arrived_before", body=POWER):
        await arrive(town, issue, power, "stranger")


async def test_a_body_does_not_report_in_for_another(town: Town) -> None:
    issue = await whistled(town)
    roads = (await last(issue)).called[1]
    with refused("not_summoned"):
        await arrive(town, issue, roads, "stranger")


async def test_the_caller_keeps_the_list_with_the_time_somebody_came(town: Town) -> None:
    issue = await whistled(town)
    power, roads = (await last(issue)).called
    with frozen(now() + timedelta(days=2)):
        await arrive(town, issue, power, "handler", at=now() - timedelta(hours=30))
        with refused("not_within_the_call"):
            await arrive(town, issue, roads, "handler", at=now() + timedelta(hours=1))
        with refused("not_within_the_call"):
            await arrive(town, issue, roads, "handler", at=now() - timedelta(days=5))
        power, roads = (await last(issue)).called
        assert not power.came_late and not power.missing
        assert roads.missing


async def test_a_body_cannot_say_that_it_came_earlier(town: Town) -> None:
    issue = await whistled(town)
    with frozen(now() + timedelta(days=2)):
        power = (await last(issue)).called[0]
        await arrive(town, issue, power, "stranger", at=now() - timedelta(hours=30))
        assert (await last(issue)).called[0].came_late


async def test_a_joint_plan_has_a_task_for_each(town: Town) -> None:
    issue = await whistled(town)
    whistle = await last(issue)
    power, _roads = whistle.called
    task = TaskForm(task="查清线缆归属", due_on=today())
    form = JointPlanForm(plan="一起换灯。", tasks={power.summons.public_id: task})
    args = (issue.public_id, whistle.whistle.public_id, form)
    with refused("task_for_each", body=ROADS):
        await done(plan_together, *args, by=await town.viewer("handler"))


async def test_each_body_has_its_own_lateness(town: Town) -> None:
    issue = await whistled(town)
    await plan(town, issue, 3)
    power = (await last(issue)).called[0]
    form = TaskDoneForm(done="线缆已移交。")
    args = (issue.public_id, power.summons.public_id, form)
    await done(finish_task, *args, by=await town.viewer("stranger"))
    with frozen(today() + timedelta(days=5)):
        power, roads = (await last(issue)).called
        assert (power.task_late_by, power.task_open) == (0, False)
        assert (roads.task_late_by, roads.task_open) == (2, True)


async def test_with_the_last_task_the_whistle_is_over(town: Town) -> None:
    issue = await whistled(town)
    await plan(town, issue)
    by = await town.viewer("handler")
    for one in (await last(issue)).called:
        form = TaskDoneForm(done="已办完。")
        await done(finish_task, issue.public_id, one.summons.public_id, form, by=by)
    assert (await last(issue)).whistle.ended_at
    with refused("whistle_over"):
        await arrive(town, issue, (await last(issue)).called[0], "stranger")


async def test_a_task_that_is_done_is_not_done_again_nor_given_anew(town: Town) -> None:
    issue = await whistled(town)
    power = (await last(issue)).called[0]
    args = (issue.public_id, power.summons.public_id, TaskDoneForm(done="线缆已移交。"))
    with refused("no_task"):
        await done(finish_task, *args, by=await town.viewer("stranger"))
    await plan(town, issue, 3)
    await done(finish_task, *args, by=await town.viewer("stranger"))
    with refused("no_task"):
        await done(finish_task, *args, by=await town.viewer("stranger"))
    await plan(town, issue, 9)
    power, roads = (await last(issue)).called
    assert power.summons.task_due_on == today() + timedelta(days=3)
    assert roads.summons.task_due_on == today() + timedelta(days=9)


async def test_the_lead_does_not_move_a_late_task(town: Town) -> None:
    issue = await whistled(town)
    await plan(town, issue, 1)
    with frozen(today() + timedelta(days=3)):
        with refused("step_late"):
            await plan(town, issue, 5)
        await plan(town, issue, 5, by="street_clerk")


async def test_a_whistle_is_called_off_by_the_caller(town: Town) -> None:
    issue = await whistled(town)
    whistle_id = (await last(issue)).whistle.public_id
    with refused("not_allowed"):
        await done(end_whistle, issue.public_id, whistle_id, by=await town.viewer("stranger"))
    by = await town.viewer("handler")
    await done(end_whistle, issue.public_id, whistle_id, by=by)
    with refused("whistle_over"):
        await done(end_whistle, issue.public_id, whistle_id, by=by)
    assert not (await last(issue)).called[0].missing


async def test_a_called_body_is_known_to_the_issue(town: Town) -> None:
    issue = await whistled(town)
    assert await done(is_summoned, issue, await town.viewer("stranger"))
    assert not await done(is_summoned, issue, await town.viewer("handler"))
    assert not await done(is_summoned, issue, await town.viewer("clerk"))
