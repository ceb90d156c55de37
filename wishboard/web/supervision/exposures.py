"""Media exposures: the list by the hours that are left, a new one, one with its steps."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import areas, local_name
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.handling.duties import bodies_to_lead
from wishboard.supervision import words
from wishboard.supervision.exposure.commands import may_step, take_in, take_step
from wishboard.supervision.exposure.forms import ExposureForm, StepForm
from wishboard.supervision.exposure.queries import exposure_for, exposures_for
from wishboard.web.supervision.campaigns import area_choices
from wishboard.web.supervision.sections import rights_for, sections

LIST = "/supervision/exposures"


@get(LIST)
async def show_exposures(visit: NamedDependency[Visit]) -> Response[Any]:
    """The exposures that concern the viewer: `?reported=yes` those that are over."""
    viewer = visit.must_hold(*rights_for(LIST))
    reported = visit.request.query_params.get("reported") == "yes"
    return visit.page(
        "supervision/exposures.html",
        sections=sections(viewer),
        shown=await exposures_for(await visit.db(), viewer, reported=reported),
        reported=reported,
        takes_in=viewer.may_somewhere(Right.supervise),
        local_name=local_name,
        words=words,
    )


async def new_exposure_page(visit: Visit) -> Response[str]:
    """The form for what the media showed; `?issue=…` ties it to an issue."""
    viewer = visit.must_hold(Right.supervise)
    db = await visit.db()
    return visit.page(
        "supervision/new_exposure.html",
        sections=sections(viewer),
        areas=area_choices(await areas(db)),
        bodies=[(body.public_id, local_name(body)) for body in await bodies_to_lead(db)],
        filled=visit.filled(LIST, issue=visit.request.query_params.get("issue", "")),
    )


@get("/supervision/exposures/new")
async def show_new_exposure(visit: NamedDependency[Visit]) -> Response[Any]:
    """The form for what the media showed."""
    return await new_exposure_page(visit)


@post(LIST)
@shows_again(new_exposure_page)
async def keep_exposure(visit: NamedDependency[Visit]) -> Response[Any]:
    """Take in what the media showed; its hours run."""
    viewer = visit.must_hold(Right.supervise)
    exposure = await take_in(await visit.db(), visit.form(ExposureForm), by=viewer)
    return visit.redirect(f"{LIST}/{exposure.public_id}", "exposed")


async def exposure_page(visit: Visit, public_id: str) -> Response[str]:
    """One exposure with its steps."""
    viewer = visit.must_hold(*rights_for(LIST))
    db = await visit.db()
    shown = await exposure_for(db, public_id, viewer)
    return visit.page(
        "supervision/exposure.html",
        shown=shown,
        exposure=shown.exposure,
        place=local_name(shown.area),
        body=local_name(shown.body),
        steps=await may_step(db, shown.exposure, viewer),
        words=words,
        here=f"{LIST}/{public_id}",
    )


@get("/supervision/exposures/{public_id:str}")
async def show_exposure(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One exposure."""
    return await exposure_page(visit, public_id)


@post("/supervision/exposures/{public_id:str}/steps")
@shows_again(exposure_page)
async def keep_step(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Write a step down."""
    viewer = visit.must_hold(*rights_for(LIST))
    await take_step(await visit.db(), public_id, visit.form(StepForm), by=viewer)
    return visit.redirect(f"{LIST}/{public_id}", "step_kept")


ROUTES = [show_exposures, show_new_exposure, keep_exposure, show_exposure, keep_step]
