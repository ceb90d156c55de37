"""Every request is given an id, counted and, where the town wants it, told in a line of the log."""

import logging
import re
import secrets
from time import perf_counter
from typing import TYPE_CHECKING

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from sqlalchemy.pool import QueuePool

from wishboard.core.database import engine
from wishboard.core.log import REQUEST
from wishboard.http.measures import book
from wishboard.settings import settings

if TYPE_CHECKING:
    from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

log = logging.getLogger("wishboard.requests")

HEADER = "x-request-id"
NO_ROUTE = "none"
_GOOD = re.compile(r"[A-Za-z0-9._-]{8,64}")


class Watched:
    """The application as seen from its doorstep."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass a request on, and count what became of it."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        begun, status, id_ = perf_counter(), 500, request_id(scope)
        mark = REQUEST.set(id_)

        async def answer(message: "Message") -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER.encode(), id_.encode())]
            await send(message)

        try:
            await self._app(scope, receive, answer)
        finally:
            _note(scope, status, perf_counter() - begun)
            REQUEST.reset(mark)


def request_id(scope: "Scope") -> str:
    """The id that a trusted proxy has given, or a new one."""
    client = scope.get("client")
    if client and client[0] in settings().trusted_proxies.split():
        given = Headers.from_scope(scope).get(HEADER, "")
        if _GOOD.fullmatch(given):
            return given
    return secrets.token_hex(8)


def route_of(scope: "Scope") -> str:
    """The route of a request, which names no wish and holds no code."""
    return str(scope.get("path_template") or NO_ROUTE)


def _note(scope: "HTTPScope", status: int, seconds: float) -> None:
    method = scope["method"] if scope.get("path_template") else NO_ROUTE
    pages, pool = book(), engine().pool
    pages.own.connections = pool.checkedout() if isinstance(pool, QueuePool) else 0
    pages.count(method, route_of(scope), status, seconds)
    if settings().log == "json":
        facts = {
            "method": method,
            "route": route_of(scope),
            "status": status,
            "ms": round(seconds * 1000, 1),
        }
        log.info("answered", extra={"facts": facts})
