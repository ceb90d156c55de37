"""The clock calls steps, summonses and tasks late: once for each day, and never when it is over."""

from datetime import timedelta

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import accepted, replied, solve
from tests.issues.test_roadmap import planned, step
from tests.issues.test_whistle import arrive, last, plan, whistled
from wishboard.core.clock import frozen, today
from wishboard.events.history import history_of
from wishboard.issues.forms import CloseIssueForm
from wishboard.issues.models import Issue
from wishboard.issues.reminders import remind_of_steps
from wishboard.issues.roadmap.commands import change_milestone, reach_milestone
from wishboard.issues.roadmap.forms import ReachForm
from wishboard.issues.solving import close_issue
from wishboard.issues.whistles.commands import end_whistle


async def late(issue: Issue) -> list[str]:
    """What the clock has called late, oldest first."""
    told = await done(history_of, "issue", issue.key)
    return [event.kind for event in told if event.kind.endswith("_late")]


async def test_a_step_is_called_late_once_for_each_day(town: Town) -> None:
    issue = await accepted(town)
    milestone = await planned(town, issue, 2)
    clerk = await town.viewer("street_clerk")
    with frozen(today() + timedelta(days=2)):
        assert await done(remind_of_steps) == 0
    with frozen(today() + timedelta(days=3)):
        assert await done(remind_of_steps) == 1
        assert await done(remind_of_steps) == 0
        await done(change_milestone, issue.public_id, milestone.public_id, step(town, 2), by=clerk)
    with frozen(today() + timedelta(days=6)):
        assert await done(remind_of_steps) == 1
    assert await late(issue) == ["issue.milestone_late"] * 2


async def test_a_reached_step_is_never_late(town: Town) -> None:
    issue = await accepted(town)
    milestone = await planned(town, issue, 2)
    args = (issue.public_id, milestone.public_id, ReachForm())
    await done(reach_milestone, *args, by=await town.viewer("handler"))
    with frozen(today() + timedelta(days=9)):
        assert await done(remind_of_steps) == 0


async def test_who_does_not_come_and_who_does_not_do_is_called_late(town: Town) -> None:
    issue = await whistled(town)
    await arrive(town, issue, (await last(issue)).called[0], "stranger")
    await plan(town, issue, 3)
    with frozen(today() + timedelta(days=2)):
        assert await done(remind_of_steps) == 1
        assert await done(remind_of_steps) == 0
    with frozen(today() + timedelta(days=5)):
        assert await done(remind_of_steps) == 2
    assert await late(issue) == ["issue.summons_late", "issue.task_late", "issue.task_late"]


async def test_nobody_is_late_for_a_whistle_that_was_called_off(town: Town) -> None:
    issue = await whistled(town)
    whistle_id = (await last(issue)).whistle.public_id
    await done(end_whistle, issue.public_id, whistle_id, by=await town.viewer("handler"))
    with frozen(today() + timedelta(days=5)):
        assert await done(remind_of_steps) == 0


async def test_nothing_is_late_on_a_closed_issue(town: Town) -> None:
    issue = await replied(town)
    await planned(town, issue, 2)
    issue = await solve(town, issue)
    form = CloseIssueForm(confirmed=9)
    await done(close_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    with frozen(today() + timedelta(days=5)):
        assert await done(remind_of_steps) == 0
