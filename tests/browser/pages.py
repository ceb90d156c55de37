"""Every page, who looks at it, and which addresses are no pages."""

import re
from collections.abc import Iterator

from litestar import Litestar
from litestar.routes import HTTPRoute

PAGES = (
    ("nobody", "/"),
    ("member", "/"),
    ("member", "/notices"),
    ("clerk", "/notices"),
    ("nobody", "/?text=灯"),
    ("nobody", "/wishes/{published}"),
    ("nobody", "/wishes/{claimed}"),
    ("nobody", "/wishes/{closed}"),
    ("nobody", "/wishes/{task}/poster"),
    ("nobody", "/wishes/new"),
    ("nobody", "/wishes/similar"),
    ("nobody", "/deferred"),
    ("nobody", "/deferred?q=灯"),
    ("nobody", "/track"),
    ("nobody", "/slips/{published}/{token}"),
    ("nobody", "/sign-in"),
    ("wisher of published", "/receipt"),
    ("wisher of published", "/track"),
    *(
        (f"wisher of {name}", "/track/wish")
        for name in (
            *("collected", "registered", "published", "claimed", "delivered", "closed"),
            *("deferred", "declined", "merged", "reopened"),
        )
    ),
    ("collector", "/collect"),
    ("collector", "/collect/{filed}"),
    ("member", "/wishes/{claimed}"),
    ("neighbour", "/wishes/{published}"),
    ("comrade", "/wishes/{task}"),
    ("comrade", "/wishes/{claimed}"),
    ("volunteer", "/wishes/{claimed}"),
    ("clerk", "/wishes/{published}"),
    ("member", "/claims/{claim}"),
    ("neighbour", "/claims/{joined}"),
    ("volunteer", "/claims/{overdue}"),
    ("wisher of collected", "/track/wish/data"),
    ("wisher of closed", "/track/wish/data"),
    ("member", "/me/data"),
    ("administrator", "/desk/erasure"),
    ("supervisor", "/supervision/looks"),
    ("member", "/me"),
    ("volunteer", "/me"),
    ("stranger", "/me"),
    ("member", "/password"),
    ("member", "/me/security"),
    ("member", "/me/second-factor"),
    ("neighbour", "/me/second-factor"),
    ("comrade", "/me/security"),
    ("comrade", "/me/second-factor"),
    ("nobody", "/sign-in/link"),
    ("nobody", "/sign-in/link/{token}"),
    ("half-way of comrade", "/sign-in/code"),
    ("clerk", "/desk"),
    *(
        ("clerk", f"/desk?list={name}")
        for name in ("publish", "late", "call", "close", "open", "closed")
    ),
    *(
        ("clerk", f"/desk/wishes/{{{name}}}")
        for name in (
            *("collected", "registered", "published", "claimed", "delivered", "answered"),
            *("closed", "deferred", "declined", "merged", "reopened", "task"),
        )
    ),
    ("clerk", "/desk/wishes/{registered}?way=deferral"),
    ("clerk", "/desk/wishes/{registered}?way=decline"),
    ("clerk", "/desk/wishes/{registered}?way=transfer"),
    ("clerk", "/desk/wishes/{registered}?way=mediation"),
    ("clerk", "/desk/wishes/{registered}/merge?into={published}"),
    ("clerk", "/desk/publication?wish={registered}"),
    ("clerk", "/desk/closing?wish={answered}"),
    ("clerk", "/desk/hot"),
    ("street_clerk", "/desk/hot?list=up"),
    ("clerk", "/desk/hot/{hot}"),
    ("clerk", "/desk/calls"),
    ("clerk", "/desk/today"),
    ("clerk", "/desk/sheet"),
    ("clerk", "/tasks/new"),
    ("clerk", "/ledger"),
    ("nobody", "/issues"),
    ("nobody", "/issues?q=没有的词"),
    *(
        ("nobody", f"/issues/{{{name}}}")
        for name in ("i_opened", "i_legacy", "i_dispatched", "i_replied", "i_solved", "i_asked")
    ),
    ("nobody", "/issues/{i_accepted}/joining"),
    *(
        ("street_clerk", f"/desk/issues?list={name}")
        for name in ("dispatch", "objection", "time", "overdue", "close", "open", "closed")
    ),
    *(
        ("street_clerk", f"/desk/issues/{{{name}}}")
        for name in (
            *("i_opened", "i_legacy", "i_objected", "i_asked", "i_late", "i_solved"),
            *("i_merged", "i_declined"),
        )
    ),
    *(
        ("street_clerk", f"/desk/issues/{{i_opened}}?way={way}")
        for way in ("decline", "sponsor", "legacy-facts", "wishes-out", "split")
    ),
    *(
        ("handler", f"/desk/issues/{{{name}}}")
        for name in ("i_dispatched", "i_accepted", "i_replied", "i_solved")
    ),
    *(
        ("handler", f"/desk/issues/{{i_accepted}}?way={way}")
        for way in ("contact", "extension", "reply", "support")
    ),
    ("handler", "/desk/issues/{i_dispatched}?way=objection"),
    ("street_clerk", "/desk/issues/new"),
    ("street_clerk", "/desk/issues/new?wish={registered}"),
    ("street_clerk", "/desk/issues/{i_opened}/sheet"),
    ("street_clerk", "/desk/issues/{i_opened}/wishes"),
    ("street_clerk", "/desk/issues/{i_opened}/merge"),
    ("street_clerk", "/desk/issues/{i_opened}/merge?into={i_accepted}"),
    ("street_clerk", "/desk/issues/dispatch?issue={i_opened}&issue={i_legacy}"),
    ("street_clerk", "/desk/duties"),
    ("administrator", "/desk/duties"),
    ("leader", "/desk/issues"),
    ("nobody", "/legacy"),
    ("nobody", "/legacy?q=没有的词"),
    ("nobody", "/issues/{road}"),
    ("handler", "/desk/issues/{road}/roadmap"),
    ("handler", "/desk/issues/{road}/roadmap?step={step}"),
    ("handler", "/desk/issues/{i_replied}/roadmap"),
    ("handler", "/desk/issues/{road}/whistles"),
    ("comrade", "/desk/issues/{road}/whistles"),
    ("handler", "/desk/issues/{i_replied}/whistles"),
    ("street_clerk", "/desk/roadmap"),
    ("comrade", "/desk/whistles"),
    ("street_clerk", "/desk/whistles"),
    ("leader", "/desk/leader"),
    ("leader", "/desk/issues/{old_sponsored}?way=reviews"),
    ("leader", "/outcomes"),
    ("leader", "/outcomes/course"),
    ("supervisor", "/outcomes/course/rows?what=reached_registered"),
    ("leader", "/outcomes/course/rows?what=opened"),
    ("leader", "/outcomes/wall"),
    ("clerk", "/outcomes?by=year&year=all"),
    ("supervisor", "/outcomes/rows?by=street&what=wishes"),
    ("supervisor", "/rankings"),
    ("leader", "/rankings?of=organization&about=sent_up"),
    ("clerk", "/rankings/rows?body={street}&figure=counted"),
    ("supervisor", "/rankings/exclusions"),
    ("handler", "/rankings/exclusions"),
    ("leader", "/rankings/rule"),
    ("administrator", "/rankings/rule"),
    ("leader", "/rankings/frozen"),
    ("leader", "/rankings/frozen/{frozen}"),
    ("leader", "/reports"),
    ("handler", "/reports"),
    ("leader", "/reports/{report}"),
    ("street_clerk", "/reports/{report}"),
    *((f"wisher of {name}", "/track/wish") for name in ("tried", "mediated")),
    ("supervisor", "/supervision"),
    ("handler", "/supervision?answered=yes"),
    ("handler", "/supervision/notices/{notice}"),
    ("supervisor", "/supervision/notices/{notice_answered}"),
    ("supervisor", "/supervision/issues/{i_climbed}"),
    ("leader", "/supervision/issues/{i_solved}"),
    ("supervisor", "/supervision/rungs"),
    ("administrator", "/supervision/rungs?rung=2"),
    ("supervisor", "/supervision/campaigns"),
    ("supervisor", "/supervision/campaigns/new"),
    ("supervisor", "/supervision/campaigns/{campaign}"),
    ("supervisor", "/supervision/campaigns/{campaign}/calls/4"),
    ("leader", "/supervision/campaigns/{campaign}/result"),
    ("supervisor", "/supervision/exposures"),
    ("leader", "/supervision/exposures?reported=yes"),
    ("supervisor", "/supervision/exposures/new"),
    ("handler", "/supervision/exposures/{exposure}"),
    ("supervisor", "/supervision/exposures/{exposure_over}"),
    ("street_clerk", "/supervision/stuck"),
    ("street_clerk", "/supervision/stuck?settled=yes"),
    ("clerk", "/supervision/stuck/{stuck_waiting}"),
    ("clerk", "/supervision/stuck/{stuck}"),
    ("clerk", "/supervision/stuck/{stuck_cleared}"),
    ("clerk", "/desk/wishes/{registered}/stuck"),
    ("stranger", "/mediation"),
    ("clerk", "/mediation?ended=yes"),
    ("stranger", "/mediation/{case}"),
    ("clerk", "/mediation/{case_over}"),
    ("member", "/me/year"),
    ("volunteer", "/me/year"),
    ("volunteer", "/me/record"),
    ("neighbour", "/me/record"),
    ("stranger", "/me/record"),
    ("volunteer", "/certificates/{certificate}"),
    ("clerk", "/certificates/{certificate}"),
    ("clerk", "/certificates/{request}"),
    ("clerk", "/desk/certificates"),
    ("supervisor", "/desk/certificates?list=issued"),
    ("nobody", "/verify"),
    ("nobody", "/verify/{serial}/{check}"),
    ("clerk", "/quotas"),
    ("street_clerk", "/quotas/tree"),
    ("leader", "/quotas/tree"),
    ("clerk", "/quotas/members/{member}"),
    ("clerk", "/quotas/organizations/{committee}"),
    ("clerk", "/quotas/organizations/{committee}/years/2025"),
    ("supervisor", "/quotas/statements/{statement}"),
    ("supervisor", "/quotas/doubts"),
    ("supervisor", "/quotas/doubts?decided=yes"),
    ("clerk", "/quotas/rules"),
    ("administrator", "/quotas/rules/new"),
    ("administrator", "/quotas/rules/{rule}"),
    (
        "administrator",
        (
            "/quotas/rules/{rule}?whose=person&kinds=branch&counts=wish&minimum=2"
            "&joining=share&leaving=whole&since=2026-01-01"
        ),
    ),
    ("supervisor", "/desk"),
    ("supervisor", "/desk/wishes/{delivered}"),
    ("leader", "/desk"),
    ("handler", "/desk/issues"),
    ("collector", "/desk"),
    ("administrator", "/desk/people"),
    ("administrator", "/desk/rights"),
    ("administrator", "/desk/delegations"),
    ("administrator", "/desk/audit"),
    ("administrator", "/desk/audit?kind=contact"),
    ("administrator", "/desk/canaries"),
    ("administrator", "/exports"),
    ("clerk", "/exports"),
    ("clerk", "/exports/{export}"),
    ("supervisor", "/exports/{export}"),
    ("clerk", "/me/delegations"),
    ("代班人", "/me/delegations"),
    ("stranger", "/me/delegations"),
    ("administrator", "/desk/mail"),
    ("administrator", "/desk/calendar"),
    ("administrator", "/desk/calendar?year=2026"),
    ("administrator", "/desk/people/{clerk}"),
    ("administrator", "/desk/people/{volunteer}"),
)

REFUSED = (
    ("nobody", "/slips/{published}/wrong"),
    ("nobody", "/wishes/nowhere"),
    ("nobody", "/nowhere/at/all"),
    ("nobody", "/verify/2026-000000/AAA-AAA-AAA"),
    ("nobody", "/desk"),
    ("member", "/desk/people"),
    ("stranger", "/tasks/new"),
)

NO_PAGES = (
    "/me/data/file",
    "/api/",
    "/schema",
    "/health",
    "/ready",
    "/metrics",
    "/static/",
    "/photos/",
    "/language/",
    "/sign-in/organization",
    "/certificates/{public_id}/paper",
    "/wishes/{public_id}/code",
    "/ledger/workbook",
    "/desk/audit/table",
    "/outcomes/workbook",
    "/outcomes/course/table",
    "/rankings/table",
    "/{path}",
)


LEADING_ON = ("/certificates",)
"""Addresses that only lead on to a page of the list."""


def page_routes(app: Litestar) -> set[str]:
    """The routes of pages: what answers a GET, but for files, data and mere redirects."""
    return {
        route.path_format
        for route in app.routes
        if isinstance(route, HTTPRoute) and "GET" in route.methods
        if not route.path_format.startswith(NO_PAGES) and route.path_format not in LEADING_ON
    }


def routes_looked_at(app: Litestar) -> Iterator[str]:
    """The route of each address in the list, the most exact one first."""
    routes = sorted(page_routes(app), key=lambda route: route.count("{"))
    for _who, path in PAGES:
        yield next(route for route in routes if _leads_to(path.partition("?")[0], route))


def _leads_to(path: str, route: str) -> bool:
    return bool(re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", route), path))
