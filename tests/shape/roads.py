"""Addresses of road maps, whistles and the leader's desk, for the table of who may."""

from datetime import timedelta

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import another_bureau
from wishboard.core.clock import now, today
from wishboard.issues.models import Issue
from wishboard.issues.roadmap.commands import plan_milestone, reach_milestone
from wishboard.issues.roadmap.forms import MilestoneForm, ReachForm
from wishboard.issues.whistles.commands import blow_whistle
from wishboard.issues.whistles.forms import WhistleForm
from wishboard.issues.whistles.queries import whistles_of

DESK = "/desk/issues/{public_id:str}"


async def roads(town: Town, issue: Issue) -> dict[str, str]:
    """Addresses with a step, a whistle and a summons in them, by their routes."""
    by, power = await town.viewer("handler"), await another_bureau(town)
    due_on = today() + timedelta(days=3)
    step = MilestoneForm(title="勘查线路", organization=power.public_id, due_on=due_on)
    milestone = await done(plan_milestone, issue.public_id, step, by=by)
    reached = await done(plan_milestone, issue.public_id, step, by=by)
    await done(reach_milestone, issue.public_id, reached.public_id, ReachForm(), by=by)
    call = WhistleForm(
        reason="请一起到现场。",
        report_by=now() + timedelta(days=1),
        organizations=[power.public_id],
    )
    whistle = await done(blow_whistle, issue.public_id, call, by=by)
    summons = (await done(whistles_of, issue))[0].called[0].summons
    here = f"/desk/issues/{issue.public_id}"
    there = f"{here}/milestones/{reached.public_id}"
    steps, calls = f"{here}/milestones/{milestone.public_id}", f"{here}/summons/{summons.public_id}"
    whistles, leader = f"{here}/whistles/{whistle.public_id}", f"/desk/leader/{issue.public_id}"
    return {
        f"{DESK}/milestones/{{milestone_id:str}}": steps,
        f"{DESK}/milestones/{{milestone_id:str}}/reached": f"{steps}/reached",
        f"{DESK}/milestones/{{milestone_id:str}}/removal": f"{there}/removal",
        f"{DESK}/summons/{{summons_id:str}}/arrival": f"{calls}/arrival",
        f"{DESK}/summons/{{summons_id:str}}/done": f"{calls}/done",
        f"{DESK}/whistles/{{whistle_id:str}}/plan": f"{whistles}/plan",
        f"{DESK}/whistles/{{whistle_id:str}}/end": f"{whistles}/end",
        "/desk/leader/{public_id:str}/sponsorship": f"{leader}/sponsorship",
        "/desk/leader/{public_id:str}/return": f"{leader}/return",
    }
