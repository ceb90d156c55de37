"""Who looked at the contact data of many people."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.disclosure.looked import bursts_for
from wishboard.disclosure.models import Unusual
from wishboard.http.visit import Visit
from wishboard.i18n import lazy
from wishboard.settings import settings
from wishboard.web.supervision.sections import rights_for, sections

PAGE = "/supervision/looks"
WHY = {
    Unusual.in_an_hour: lazy("many within an hour"),
    Unusual.in_a_day: lazy("many within a day"),
    Unusual.at_night: lazy("at night"),
}


@get(PAGE)
async def show_looks(visit: NamedDependency[Visit]) -> Response[Any]:
    """Bursts of looks at contact data: who, when, at how many people. No contact data."""
    viewer = visit.must_hold(*rights_for(PAGE))
    return visit.page(
        "supervision/looks.html",
        sections=sections(viewer),
        looks=await bursts_for(await visit.db(), viewer),
        why=WHY,
        limits=settings(),
    )


ROUTES = [show_looks]
