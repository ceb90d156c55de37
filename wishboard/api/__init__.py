"""The JSON API, version 1: the same queries and commands as the pages, for programs.

A program signs in once and sends its token as `Authorization: Bearer …`. Every refusal is
`{"code", "sentence", "errors"}`; the sentence is in the language of `Accept-Language`.
"""

from litestar import Router

from wishboard.api import claims, issues, sessions, tracking, wishes, years

ROUTES = [
    Router(
        "/api/v1",
        route_handlers=[
            *sessions.ROUTES,
            *wishes.ROUTES,
            *issues.ROUTES,
            *tracking.ROUTES,
            *claims.ROUTES,
            *years.ROUTES,
        ],
    )
]
