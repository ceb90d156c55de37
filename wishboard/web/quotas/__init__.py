"""The year: what is owed, by whom, what was done, and the rules that say so."""

from litestar.types import ControllerRouterHandler

from wishboard.web.quotas import closing, doubts, excuses, matrix, own, rules, tree, why

ROUTES: list[ControllerRouterHandler] = [
    *own.ROUTES,
    *matrix.ROUTES,
    *tree.ROUTES,
    *why.ROUTES,
    *excuses.ROUTES,
    *closing.ROUTES,
    *rules.ROUTES,
    *doubts.ROUTES,
]
