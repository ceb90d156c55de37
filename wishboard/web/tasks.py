"""Community tasks: the form by which an organization makes one."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency

from wishboard.accounts.models import Area
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name, organizations_of
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.web.areas import area_groups
from wishboard.web.categories import category_choices
from wishboard.web.desk.words import RISKS
from wishboard.wishes.commands import publish_wish
from wishboard.wishes.forms import TaskForm
from wishboard.wishes.tasks import make_task


async def task_page(visit: Visit) -> Response[str]:
    """The form for a task with one shift."""
    viewer, db = visit.must_hold(Right.keep), await visit.db()
    bodies = await organizations_of(db, viewer, Right.keep)
    home = await db.get(Area, bodies[0].area_id) if bodies else None
    return visit.page(
        "tasks/new.html",
        bodies=[(body.public_id, local_name(body)) for body in bodies],
        area=home.public_id if home else "",
        areas=await area_groups(db),
        risks=[(risk.value, str(words)) for risk, words in RISKS.items()],
        categories=await category_choices(db),
    )


@get("/tasks/new")
async def show_new(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where a task is made."""
    return await task_page(visit)


@post("/tasks")
@shows_again(task_page)
async def make(visit: NamedDependency[Visit]) -> Response[Any]:
    """Make a task, and publish it at once when that was asked for."""
    viewer, form, db = visit.must_hold(Right.keep), visit.form(TaskForm), await visit.db()
    task = await make_task(db, form, by=viewer)
    if "publish" not in visit.sent:
        return visit.redirect(f"/desk/wishes/{task.public_id}", "task_made")
    await publish_wish(db, task.key, by=viewer)
    return visit.redirect(f"/wishes/{task.public_id}", "task_published")


ROUTES = [show_new, make]
