"""The road map of an issue on the desk: the list, the chart made from it, and every deed on it."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.filled import Filled
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.roadmap.chart import chart_of
from wishboard.issues.roadmap.commands import (
    change_milestone,
    drop_milestone,
    may_plan,
    plan_milestone,
    reach_milestone,
)
from wishboard.issues.roadmap.forms import MilestoneForm, ReachForm
from wishboard.issues.roadmap.queries import Step, road_of
from wishboard.issues.stages import IssueStage
from wishboard.web.desk.issues.bodies import body_choices
from wishboard.web.desk.issues.sight import desk_issue

_HERE = "/desk/issues/{public_id:str}"


async def roadmap_page(visit: Visit, public_id: str, milestone_id: str = "") -> Response[str]:
    """The road map; `milestone_id` is the step that a refused form was about."""
    sight = await desk_issue(visit, public_id)
    db = await visit.db()
    steps = await road_of(db, sight.issue)
    planning = await may_plan(db, sight.issue, visit.viewer)
    planning = planning and sight.issue.stage is not IssueStage.closed
    wanted = milestone_id or visit.request.query_params.get("step", "")
    open_steps = [one for one in steps if one.done_on is None]
    step = next((one for one in open_steps if one.public_id == wanted), None)
    bodies = await body_choices(db, sight.issue) if planning else []
    step = step if planning else None
    here = f"/desk/issues/{public_id}"
    return visit.page(
        "desk/issues/roadmap.html",
        sight=sight,
        issue=sight.issue,
        road=chart_of(sight.issue, steps),
        planning=planning,
        step=step,
        filled=_filled(visit, here, step, bodies),
        bodies=bodies,
        here=here,
    )


def _filled(visit: Visit, here: str, step: Step | None, bodies: list[tuple[str, str]]) -> Filled:
    """The form: the step to change, else a new one of the body that leads."""
    if step is None:
        return visit.filled(f"{here}/milestones", organization=bodies[0][0] if bodies else "")
    given = {"title": step.title, "organization": step.body_id, "due_on": step.due_on}
    return visit.filled(f"{here}/milestones/{step.public_id}", **given)


@get(f"{_HERE}/roadmap")
async def show_roadmap(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """The road map of one issue; `?step=` opens a step to change it."""
    return await roadmap_page(visit, public_id)


@post(f"{_HERE}/milestones")
@shows_again(roadmap_page)
async def plan(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Put a step on the road map."""
    await desk_issue(visit, public_id)
    await plan_milestone(await visit.db(), public_id, visit.form(MilestoneForm), by=visit.viewer)
    return _back(visit, public_id, "step_planned")


@post(f"{_HERE}/milestones/{{milestone_id:str}}")
@shows_again(roadmap_page)
async def change(
    visit: NamedDependency[Visit], public_id: FromPath[str], milestone_id: FromPath[str]
) -> Response[Any]:
    """Change a step that is not reached."""
    await desk_issue(visit, public_id)
    form, db = visit.form(MilestoneForm), await visit.db()
    await change_milestone(db, public_id, milestone_id, form, by=visit.viewer)
    return _back(visit, public_id, "step_changed")


@post(f"{_HERE}/milestones/{{milestone_id:str}}/reached")
@shows_again(roadmap_page)
async def reach(
    visit: NamedDependency[Visit], public_id: FromPath[str], milestone_id: FromPath[str]
) -> Response[Any]:
    """Write down that a step is done."""
    await desk_issue(visit, public_id)
    form, db = visit.form(ReachForm), await visit.db()
    await reach_milestone(db, public_id, milestone_id, form, by=visit.viewer)
    return _back(visit, public_id, "step_reached")


@post(f"{_HERE}/milestones/{{milestone_id:str}}/removal")
@shows_again(roadmap_page)
async def drop(
    visit: NamedDependency[Visit], public_id: FromPath[str], milestone_id: FromPath[str]
) -> Response[Any]:
    """Take a step off the road map."""
    await desk_issue(visit, public_id)
    await drop_milestone(await visit.db(), public_id, milestone_id, by=visit.viewer)
    return _back(visit, public_id, "step_dropped")


def _back(visit: Visit, public_id: str, notice: str) -> Response[Any]:
    return visit.redirect(f"/desk/issues/{public_id}/roadmap", notice)


ROUTES = [show_roadmap, plan, change, reach, drop]
