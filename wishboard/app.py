"""The wiring on one page."""

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar_htmx import HTMXRequest

from wishboard import __version__, api, web
from wishboard.accounts.roles import needing_second_factor
from wishboard.accounts.single_sign_on.groups import given_by_groups
from wishboard.core.database import disconnect, engine
from wishboard.core.log import speak_in_lines
from wishboard.core.templating import environment
from wishboard.http.answers import HANDLERS
from wishboard.http.headers import put_on_headers
from wishboard.http.measures import book
from wishboard.http.unit import OneUnit
from wishboard.http.visit import open_visit
from wishboard.http.watched import Watched

BODY_LIMIT = 1_000_000


def create_app() -> Litestar:
    """The web application; settings come from the environment.

    Raises ValueError for a setting that names a role nobody knows.
    """
    environment()
    needing_second_factor(), given_by_groups()
    app = Litestar(
        route_handlers=[
            *web.ROUTES,
            Router("/", route_handlers=api.ROUTES, include_in_schema=True),
        ],
        include_in_schema=False,
        request_class=HTMXRequest,
        middleware=[OneUnit()],
        before_send=[put_on_headers],
        dependencies={"visit": Provide(open_visit)},
        exception_handlers=HANDLERS,
        request_max_body_size=BODY_LIMIT,
        openapi_config=OpenAPIConfig(
            title="wishboard",
            version=__version__,
            description=api.__doc__,
            path="/schema",
            render_plugins=[JsonRenderPlugin(path="/")],
        ),
        on_startup=[_open],
        on_shutdown=[disconnect],
        debug=False,
    )
    app.asgi_handler = Watched(app.asgi_handler)
    return app


async def _open() -> None:
    speak_in_lines()
    book().sweep()
    engine()
