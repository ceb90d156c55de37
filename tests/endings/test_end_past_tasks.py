"""A task nobody came forward for ends with its day; nobody is at fault."""

from datetime import timedelta

from tests.cast import Town
from tests.deeds import kinds_of
from wishboard.core.clock import frozen, now
from wishboard.endings.past_tasks import end_past_tasks
from wishboard.wishes.stages import Ending, Stage


async def test_it_ends_by_itself_when_its_day_is_over(town: Town) -> None:
    task, draft = await town.published_task(), await town.task()
    assert await end_past_tasks() == 0
    with frozen(now() + timedelta(days=4)):
        assert await end_past_tasks() == 2
        assert await end_past_tasks() == 0
    for one in (task, draft):
        over = await town.fresh(one)
        assert (over.stage, over.ending) == (Stage.closed, Ending.withdrawn)
        assert (await kinds_of(over))[-1] == "ending.ran_out"


async def test_a_task_somebody_promised_waits_for_their_report(town: Town) -> None:
    task = await town.published_task()
    await town.claim(task, "volunteer")
    with frozen(now() + timedelta(days=4)):
        assert await end_past_tasks() == 0
    assert (await town.fresh(task)).stage is Stage.claimed


async def test_a_micro_wish_has_no_such_day(town: Town) -> None:
    wish = await town.published()
    with frozen(now() + timedelta(days=40)):
        assert await end_past_tasks() == 0
    assert (await town.fresh(wish)).stage is Stage.published
