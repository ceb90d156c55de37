"""Attempts that failed: the list, one with who clears the way, the steps and the result."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.supervision.stuck.commands import add_step, name_coordinator, settle_stuck
from wishboard.supervision.stuck.forms import CoordinatorForm, StuckResultForm, StuckStepForm
from wishboard.supervision.stuck.queries import attempt_for, attempts_for, coordinators_for
from wishboard.web.supervision.sections import rights_for, sections

LIST = "/supervision/stuck"


@get(LIST)
async def show_attempts(visit: NamedDependency[Visit]) -> Response[Any]:
    """The failed attempts within the viewer's scope: `?settled=yes` those that are over."""
    viewer = visit.must_hold(*rights_for(LIST))
    settled = visit.request.query_params.get("settled") == "yes"
    return visit.page(
        "supervision/attempts.html",
        sections=sections(viewer),
        attempts=await attempts_for(await visit.db(), viewer, settled=settled),
        settled=settled,
    )


async def attempt_page(visit: Visit, public_id: str) -> Response[str]:
    """One failed attempt."""
    viewer = visit.must_hold(*rights_for(LIST))
    db = await visit.db()
    attempt = await attempt_for(db, public_id, viewer)
    people = await coordinators_for(db, attempt.wish)
    return visit.page(
        "supervision/attempt.html",
        attempt=attempt,
        stuck=attempt.stuck,
        wish=attempt.wish,
        people=[(person.public_id, person.name) for person in people],
        me=next((one.public_id for one in people if one.key == viewer.person_id), ""),
        here=f"{LIST}/{public_id}",
    )


@get("/supervision/stuck/{public_id:str}")
async def show_attempt(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One failed attempt."""
    return await attempt_page(visit, public_id)


@post("/supervision/stuck/{public_id:str}/coordinator")
@shows_again(attempt_page)
async def name_them(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Name who clears the way, and what stands in it."""
    viewer = visit.must_hold(*rights_for(LIST))
    await name_coordinator(await visit.db(), public_id, visit.form(CoordinatorForm), by=viewer)
    return visit.redirect(f"{LIST}/{public_id}", "coordinator_named")


@post("/supervision/stuck/{public_id:str}/steps")
@shows_again(attempt_page)
async def keep_step(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Write a step down that the wisher reads."""
    viewer = visit.must_hold(*rights_for(LIST))
    await add_step(await visit.db(), public_id, visit.form(StuckStepForm), by=viewer)
    return visit.redirect(f"{LIST}/{public_id}", "step_kept")


@post("/supervision/stuck/{public_id:str}/result")
@shows_again(attempt_page)
async def keep_result(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Write down what came of it."""
    viewer = visit.must_hold(*rights_for(LIST))
    await settle_stuck(await visit.db(), public_id, visit.form(StuckResultForm), by=viewer)
    return visit.redirect(f"{LIST}/{public_id}", "way_cleared")


ROUTES = [show_attempts, show_attempt, name_them, keep_step, keep_result]
