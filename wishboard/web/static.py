"""Stylesheets, scripts and pictures of the house, cached for good under their content's address."""

from litestar.datastructures import CacheControlHeader
from litestar.static_files import create_static_files_router

from wishboard.core.assets import STATIC

ROUTES = [
    create_static_files_router(
        path="/static",
        directories=[STATIC],
        cache_control=CacheControlHeader(max_age=31_536_000, immutable=True, public=True),
        include_in_schema=False,
    )
]
