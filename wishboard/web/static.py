"""Stylesheets, scripts and pictures of the house, cached for good under their content's address."""

from typing import Any

from litestar import Request, Response
from litestar.datastructures import CacheControlHeader
from litestar.exceptions import InternalServerException
from litestar.static_files import create_static_files_router

from wishboard.core.assets import STATIC
from wishboard.core.refusals import NotFound
from wishboard.http.answers import refused


def nowhere(request: Request[Any, Any, Any], _error: Exception) -> Response[Any]:
    """A name that no file can have, as the file system says: too long, or with a NUL in it."""
    return refused(request, NotFound())


ROUTES = [
    create_static_files_router(
        path="/static",
        directories=[STATIC],
        cache_control=CacheControlHeader(max_age=31_536_000, immutable=True, public=True),
        exception_handlers={ValueError: nowhere, InternalServerException: nowhere},
        include_in_schema=False,
    )
]
