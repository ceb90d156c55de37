"""Whistles over an issue: blow, keep attendance, plan together, do the tasks."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.clock import now
from wishboard.core.refusals import Invalid
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.stages import IN_HAND
from wishboard.issues.whistles.commands import (
    blow_whistle,
    calls,
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
from wishboard.issues.whistles.queries import whistles_of
from wishboard.settings import settings
from wishboard.web.desk.issues.bodies import body_choices
from wishboard.web.desk.issues.sight import desk_issue
from wishboard.web.suffixed import form_of

_HERE = "/desk/issues/{public_id:str}"
_MOMENT = "%Y-%m-%dT%H:%M"


async def whistles_page(
    visit: Visit, public_id: str, whistle_id: str = "", summons_id: str = ""
) -> Response[str]:
    """Every whistle over an issue; the ids say what a refused form was about."""
    sight = await desk_issue(visit, public_id)
    db = await visit.db()
    issue, here = sight.issue, f"/desk/issues/{public_id}"
    calling = await calls(db, issue, visit.viewer)
    return visit.page(
        "desk/issues/whistles.html",
        sight=sight,
        issue=issue,
        whistles=await whistles_of(db, issue),
        calling=calling,
        blowing=calling and issue.stage in IN_HAND,
        bodies=await body_choices(db, issue) if calling else [],
        filled=visit.filled(f"{here}/whistles"),
        refused_at=whistle_id or summons_id,
        this_minute=now().astimezone(settings().zone).strftime(_MOMENT),
        here=here,
    )


@get(f"{_HERE}/whistles")
async def show_whistles(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """The whistles over one issue."""
    return await whistles_page(visit, public_id)


@post(f"{_HERE}/whistles")
@shows_again(whistles_page)
async def blow(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Call organizations to report in by a time."""
    await desk_issue(visit, public_id)
    await blow_whistle(await visit.db(), public_id, visit.form(WhistleForm), by=visit.viewer)
    return _back(visit, public_id, "whistled")


@post(f"{_HERE}/whistles/{{whistle_id:str}}/plan")
@shows_again(whistles_page)
async def plan(
    visit: NamedDependency[Visit], public_id: FromPath[str], whistle_id: FromPath[str]
) -> Response[Any]:
    """Keep the joint plan and the task of each body."""
    await desk_issue(visit, public_id)
    form, db = _plan_sent(visit), await visit.db()
    await plan_together(db, public_id, whistle_id, form, by=visit.viewer)
    return _back(visit, public_id, "joint_plan_kept")


@post(f"{_HERE}/whistles/{{whistle_id:str}}/end")
@shows_again(whistles_page)
async def end(
    visit: NamedDependency[Visit], public_id: FromPath[str], whistle_id: FromPath[str]
) -> Response[Any]:
    """Call a whistle off."""
    await desk_issue(visit, public_id)
    await end_whistle(await visit.db(), public_id, whistle_id, by=visit.viewer)
    return _back(visit, public_id, "whistle_ended")


@post(f"{_HERE}/summons/{{summons_id:str}}/arrival")
@shows_again(whistles_page)
async def arrive(
    visit: NamedDependency[Visit], public_id: FromPath[str], summons_id: FromPath[str]
) -> Response[Any]:
    """Write down that a body has reported in."""
    await desk_issue(visit, public_id)
    form, db = form_of(visit, ArrivalForm, summons_id), await visit.db()
    await report_in(db, public_id, summons_id, form, by=visit.viewer)
    return _back(visit, public_id, "reported_in")


@post(f"{_HERE}/summons/{{summons_id:str}}/done")
@shows_again(whistles_page)
async def finish(
    visit: NamedDependency[Visit], public_id: FromPath[str], summons_id: FromPath[str]
) -> Response[Any]:
    """Report the task of a body as done."""
    await desk_issue(visit, public_id)
    form, db = form_of(visit, TaskDoneForm, summons_id), await visit.db()
    await finish_task(db, public_id, summons_id, form, by=visit.viewer)
    return _back(visit, public_id, "task_done")


def _plan_sent(visit: Visit) -> JointPlanForm:
    """The plan, with the task of each body in fields of its own. Raises Invalid."""
    errors: dict[str, str] = {}
    tasks: dict[str, TaskForm] = {}
    for name in visit.sent:
        if name.startswith("task-"):
            try:
                tasks[name[5:]] = form_of(visit, TaskForm, name[5:])
            except Invalid as wrong:
                errors |= wrong.errors
    try:
        form = visit.form(JointPlanForm)
    except Invalid as wrong:
        raise Invalid(wrong.errors | errors) from wrong
    if errors:
        raise Invalid(errors)
    return form.model_copy(update={"tasks": tasks})


def _back(visit: Visit, public_id: str, notice: str) -> Response[Any]:
    return visit.redirect(f"/desk/issues/{public_id}/whistles", notice)


ROUTES = [show_whistles, blow, plan, end, arrive, finish]
