"""An address that leads nowhere gets a page that leads on."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.refusals import NotFound
from wishboard.http.visit import Visit


@get("/{path:path}")
async def lost(
    visit: NamedDependency[Visit],  # noqa: ARG001 - the page that says no is shown to a visit
    path: FromPath[str],
) -> Response[Any]:
    """There is nothing here."""
    raise NotFound(path=path)


ROUTES = [lost]
