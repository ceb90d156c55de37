"""A road map half way, two whistles over it, and old problems: to be looked at."""

from datetime import timedelta

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import BUREAU, opened, replied
from wishboard.accounts.roles import Role
from wishboard.core.clock import frozen, now, today
from wishboard.issues.legacy.commands import review_legacy
from wishboard.issues.legacy.forms import ReviewForm
from wishboard.issues.models import Issue
from wishboard.issues.roadmap.commands import plan_milestone, reach_milestone
from wishboard.issues.roadmap.forms import MilestoneForm, ReachForm
from wishboard.issues.roadmap.queries import road_of
from wishboard.issues.whistles.commands import (
    blow_whistle,
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
from wishboard.issues.whistles.queries import Called, whistles_of

POWER = "电力公司"
_STEPS = ((4, "勘查线路"), (12, "换好三公里线缆"), (21, "装好控制箱"), (48, "亮灯，请居民来看"))


async def set_roads(town: Town) -> dict[str, str]:
    """The issues by the names that stand in addresses; 电力公司 is there already."""
    await town.appoint("comrade", Role.handler, body=POWER)
    with frozen(today() - timedelta(days=20)):
        issue = await replied(town, title="河东三条路晚上没有灯")
        for days, title in _STEPS:
            await _plan(town, issue, title, days)
        await _call(town, issue, days=2)
    step = await _go_on(town, issue)
    await _call(town, issue, days=2)
    old = await opened(town, title="断头路修了一半", kind="legacy", since_year=2009)
    sponsored = await opened(
        town,
        title="河边老厂房塌了半边",
        kind="legacy",
        since_year=2001,
        sponsor=town.people["leader"].public_id,
    )
    look = ReviewForm(words="产权已经查清，正在商谈移交。", next_on=today() + timedelta(days=20))
    await done(review_legacy, sponsored.public_id, look, by=await town.viewer("leader"))
    return {
        "road": issue.public_id,
        "step": step,
        "old": old.public_id,
        "old_sponsored": sponsored.public_id,
    }


async def _plan(town: Town, issue: Issue, title: str, days: int) -> None:
    form = MilestoneForm(
        title=title,
        organization=town.organizations[BUREAU].public_id,
        due_on=today() + timedelta(days=days),
    )
    await done(plan_milestone, issue.public_id, form, by=await town.viewer("handler"))


async def _call(town: Town, issue: Issue, *, days: int) -> None:
    bodies = (POWER, "柳荫街道党工委", "柳荫社区党委")
    form = WhistleForm(
        reason="线缆产权不清，要一起到现场定下来：哪一段归谁、谁来换、谁来养。",
        report_by=now() + timedelta(days=days),
        organizations=[town.organizations[name].public_id for name in bodies],
    )
    await done(blow_whistle, issue.public_id, form, by=await town.viewer("handler"))


async def _go_on(town: Town, issue: Issue) -> str:
    """Reach a step, and have two of three come, one of them late. Returns a late step's id."""
    handler = await town.viewer("handler")
    first, second, *_later = await done(road_of, issue)
    reached = ReachForm(done_on=today() - timedelta(days=14))
    await done(reach_milestone, issue.public_id, first.public_id, reached, by=handler)
    blown = (await done(whistles_of, issue))[0]
    for one, days in zip(blown.called, (19, 15), strict=False):
        came = ArrivalForm(who="李工", at=now() - timedelta(days=days))
        await done(report_in, issue.public_id, one.summons.public_id, came, by=handler)
    with frozen(today() - timedelta(days=14)):
        tasks = {one.summons.public_id: _task(one, n) for n, one in enumerate(blown.called)}
        form = JointPlanForm(plan="先移交，再换线，最后统一管养。", tasks=tasks)
        args = (issue.public_id, blown.whistle.public_id, form)
        await done(plan_together, *args, by=handler)
    finished = TaskDoneForm(done="12根灯杆基础已加固。")
    summons_id = blown.called[1].summons.public_id
    await done(finish_task, issue.public_id, summons_id, finished, by=handler)
    return second.public_id


def _task(called: Called, number: int) -> TaskForm:
    days = (7, 12, 30)[number]
    return TaskForm(task=f"{called.body}的一段移交清楚", due_on=today() + timedelta(days=days))
