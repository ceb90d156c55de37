"""The desk: what waits for a keeper, and every deed of theirs; the same to read for overseers."""

from litestar.types import ControllerRouterHandler

from wishboard.web.desk import (
    bulk,
    calendar,
    closing,
    endings,
    hot,
    hot_group,
    issues,
    leader,
    mail,
    merging,
    people,
    printing,
    registration,
    reveal,
    slip,
    wall,
    whistles,
    wish,
    worklist,
)

ROUTES: list[ControllerRouterHandler] = [
    *worklist.ROUTES,
    *issues.ROUTES,
    *wish.ROUTES,
    *registration.ROUTES,
    *endings.ROUTES,
    *merging.ROUTES,
    *closing.ROUTES,
    *reveal.ROUTES,
    *slip.ROUTES,
    *hot.ROUTES,
    *hot_group.ROUTES,
    *bulk.ROUTES,
    *printing.ROUTES,
    *people.ROUTES,
    *calendar.ROUTES,
    *leader.ROUTES,
    *mail.ROUTES,
    *wall.ROUTES,
    *whistles.ROUTES,
]
