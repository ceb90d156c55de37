"""Issues on the desk: what waits for coordinators, handlers and leaders, and their deeds."""

from litestar.types import ControllerRouterHandler

from wishboard.web.desk.issues import (
    answering,
    bonds,
    bulk,
    duties,
    facts,
    handling,
    issue,
    merging,
    opening,
    reviews,
    roadmap,
    sheet,
    solving,
    whistles,
    worklist,
)

ROUTES: list[ControllerRouterHandler] = [
    *worklist.ROUTES,
    *bulk.ROUTES,
    *opening.ROUTES,
    *issue.ROUTES,
    *handling.ROUTES,
    *answering.ROUTES,
    *solving.ROUTES,
    *facts.ROUTES,
    *bonds.ROUTES,
    *merging.ROUTES,
    *duties.ROUTES,
    *sheet.ROUTES,
    *roadmap.ROUTES,
    *whistles.ROUTES,
    *reviews.ROUTES,
]
