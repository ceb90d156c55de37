"""Supervision: notices and the ladder, look-back, exposure, stuck attempts, mediation."""

from litestar.types import ControllerRouterHandler

from wishboard.web.supervision import (
    calls,
    campaigns,
    exposures,
    issues,
    looks,
    mediation,
    notices,
    rungs,
    saying,
    stuck,
)

ROUTES: list[ControllerRouterHandler] = [
    *notices.ROUTES,
    *issues.ROUTES,
    *rungs.ROUTES,
    *campaigns.ROUTES,
    *calls.ROUTES,
    *exposures.ROUTES,
    *stuck.ROUTES,
    *saying.ROUTES,
    *mediation.ROUTES,
    *looks.ROUTES,
]
