"""The duty catalogue: who is responsible for what, and where."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency

from wishboard.accounts.models import AreaLevel
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import administers_all, areas, local_name
from wishboard.core.filled import Filled
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.handling.duties import (
    DutyForm,
    LineForm,
    bodies_to_lead,
    duties,
    remove_duty,
    set_duty,
)
from wishboard.web.categories import category_choices

_PLACES = (AreaLevel.district, AreaLevel.street, AreaLevel.community)
_HERE = "/desk/duties"


async def duties_page(visit: Visit) -> Response[str]:
    """The catalogue; for an administrator with a form, which the address fills to change it.

    A line is changed by who administers its area, one for all areas by who administers them all.
    """
    viewer = visit.must_hold(Right.administer, Right.coordinate)
    db = await visit.db()
    given = visit.request.query_params
    line = {name: given.get(name, "") for name in ("category", "area", "organization")}
    filled, whole = visit.filled(_HERE), await administers_all(db, viewer)

    def edits(path: str | None) -> bool:
        return whole if path is None else viewer.may(Right.administer, area_path=path)

    places = [
        (area.public_id, "\u3000" * (area.path.count("/") - 3) + local_name(area))
        for area in await areas(db, *_PLACES)
        if edits(area.path)
    ]
    return visit.page(
        "desk/issues/duties.html",
        lines=await duties(db),
        edits=edits,
        changes=whole or bool(places),
        whole=whole,
        filled=filled if filled.values else Filled(values=line),
        categories=await category_choices(db),
        areas=places,
        bodies=[(body.public_id, local_name(body)) for body in await bodies_to_lead(db)],
    )


@get(_HERE)
async def show_duties(visit: NamedDependency[Visit]) -> Response[Any]:
    """Who is responsible for what."""
    return await duties_page(visit)


@post(_HERE)
@shows_again(duties_page)
async def keep_duty(visit: NamedDependency[Visit]) -> Response[Any]:
    """Add a line, or change who it names."""
    viewer = visit.must_hold(Right.administer)
    await set_duty(await visit.db(), visit.form(DutyForm), by=viewer)
    return visit.redirect(_HERE, "duty_kept")


@post(f"{_HERE}/removal")
@shows_again(duties_page)
async def drop_duty(visit: NamedDependency[Visit]) -> Response[Any]:
    """Take a line out."""
    viewer = visit.must_hold(Right.administer)
    await remove_duty(await visit.db(), visit.form(LineForm), by=viewer)
    return visit.redirect(_HERE, "duty_removed")


ROUTES = [show_duties, keep_duty, drop_duty]
