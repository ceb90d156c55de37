"""Road maps, whistles and the yearly look at an old problem."""

from datetime import timedelta

from wishboard.core.clock import now, today
from wishboard.demo.deeds.issues import coordinator, handler, issue_of
from wishboard.demo.deeds.scene import Scene
from wishboard.issues.handling.assignments import lead_of
from wishboard.issues.legacy.commands import review_legacy
from wishboard.issues.legacy.forms import ReviewForm
from wishboard.issues.roadmap.commands import plan_milestone, reach_milestone
from wishboard.issues.roadmap.forms import MilestoneForm, ReachForm
from wishboard.issues.roadmap.queries import road_of
from wishboard.issues.whistles.commands import blow_whistle, plan_together, report_in
from wishboard.issues.whistles.forms import ArrivalForm, JointPlanForm, TaskForm, WhistleForm
from wishboard.issues.whistles.queries import called_by, whistles_of

_STEPS = (("现场查看，定下方案", 4), ("进场施工", 12), ("完工验收，请大家来看", 28))
_SUMMONED = ("桐川市住房和城乡建设局", "桐川市自然资源和规划局", "桐川供电公司")
_TASKS = ("核清权属，给出书面意见", "补齐规划手续", "查明线路走向，定迁移费用")


async def plan(scene: Scene) -> None:
    """The body draws its road map; steps lie `x2` as far apart when the beat says so."""
    lead = await lead_of(scene.db, await issue_of(scene))
    assert lead is not None
    body = scene.cast.bodies.nodes[lead.organization_id].public_id
    stretch = next((int(word[1:]) for word in scene.words if word[0] == "x"), 1)
    for title, days in _STEPS:
        due_on = today() + timedelta(days=days * stretch)
        form = MilestoneForm(title=title, organization=body, due_on=due_on)
        await plan_milestone(scene.db, scene.tale.issue_id, form, by=await handler(scene))


async def reach(scene: Scene) -> None:
    """The next step is done."""
    steps = await road_of(scene.db, await issue_of(scene))
    step = next(one for one in steps if one.done_on is None)
    by = await handler(scene)
    await reach_milestone(scene.db, scene.tale.issue_id, step.public_id, ReachForm(), by=by)


async def whistle(scene: Scene) -> None:
    """The body calls three others in."""
    form = WhistleForm(
        reason="权属和线路要三家一起看现场，当面定下来。",
        report_by=now() + timedelta(days=2),
        organizations=[scene.cast.bodies.named(name).public_id for name in _SUMMONED],
    )
    await blow_whistle(scene.db, scene.tale.issue_id, form, by=await handler(scene))


async def report(scene: Scene) -> None:
    """So many of the summoned have come."""
    by = await handler(scene)
    blown = await whistles_of(scene.db, await issue_of(scene))
    for one in blown[0].called[: int(scene.words[0])]:
        form = ArrivalForm(who="现场负责人")
        await report_in(scene.db, scene.tale.issue_id, one.summons.public_id, form, by=by)


async def joint_plan(scene: Scene) -> None:
    """They agree on a plan, and each takes a task home."""
    (blown,) = await whistles_of(scene.db, await issue_of(scene))
    called = (await called_by(scene.db, [blown.whistle]))[blown.whistle.key]
    tasks = {
        one.summons.public_id: TaskForm(task=task, due_on=today() + timedelta(days=days))
        for one, task, days in zip(called, _TASKS, (9, 20, 40), strict=True)
    }
    form = JointPlanForm(
        plan="先清人清物，再定归属；桥下空间划给街道管，建成停车和运动场地。", tasks=tasks
    )
    by, whistle_id = await handler(scene), blown.whistle.public_id
    await plan_together(scene.db, scene.tale.issue_id, whistle_id, form, by=by)


async def review(scene: Scene) -> None:
    """The clerk tells the public where an old problem stands."""
    form = ReviewForm(words="包案领导到现场开了两次会，责任单位和完成时间都已公开。")
    await review_legacy(scene.db, scene.tale.issue_id, form, by=coordinator(scene))
