"""Reports of a month, a quarter or a year: those there are, one of them, and wanting the next."""

from litestar.types import ControllerRouterHandler

from wishboard.web.bulletins import one, shelf

ROUTES: list[ControllerRouterHandler] = [*shelf.ROUTES, *one.ROUTES]
