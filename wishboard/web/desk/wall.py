"""The wall of road maps: every open issue of a viewer on one axis of days, late ones first."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.core.clock import today
from wishboard.core.filled import Filled
from wishboard.http.visit import Visit
from wishboard.issues.roadmap.chart import axis_over, days_of, strip_of_issue
from wishboard.issues.roadmap.wall import MOST, bodies_on_walls, wall_of
from wishboard.issues.sieve import IssueSieve
from wishboard.web.desk.issues.lists import must_have_issues
from wishboard.web.desk.places import area_choices


@get("/desk/roadmap")
async def show_wall(visit: NamedDependency[Visit]) -> Response[Any]:
    """The whole wall; an area or an organization makes it smaller."""
    viewer = must_have_issues(visit)
    db = await visit.db()
    given = visit.request.query_params
    area = given.get("area", "").replace("\0", "")[:16]
    organization = given.get("organization", "").replace("\0", "")[:16]
    issues = await wall_of(db, viewer, IssueSieve(area=area), organization=organization)
    days = [day for one in issues for day in days_of(one.begun, one.row.due_on, one.steps)]
    axis = axis_over(days, today())
    return visit.page(
        "desk/wall.html",
        issues=issues,
        axis=axis,
        strips=[strip_of_issue(axis, one.begun, one.row.due_on, one.steps) for one in issues],
        late=sum(one.late for one in issues),
        full=len(issues) == MOST,
        filled=Filled(values={"area": area, "organization": organization}),
        areas=await area_choices(db, viewer),
        bodies=await bodies_on_walls(db, viewer),
    )


ROUTES = [show_wall]
