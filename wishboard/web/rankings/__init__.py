"""Rankings of areas and organizations, what stands behind each figure, and what is left out."""

from litestar.types import ControllerRouterHandler

from wishboard.web.rankings import exclusions, frozen, rule, tables

ROUTES: list[ControllerRouterHandler] = [
    *tables.ROUTES,
    *frozen.ROUTES,
    *exclusions.ROUTES,
    *rule.ROUTES,
]
