"""Certificates: one's own record, the desk of who issues them, and the check for everybody."""

from litestar.types import ControllerRouterHandler

from wishboard.web.certificates import certificate, desk, own, verify

ROUTES: list[ControllerRouterHandler] = [
    *own.ROUTES,
    *certificate.ROUTES,
    *desk.ROUTES,
    *verify.ROUTES,
]
