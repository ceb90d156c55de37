"""Nothing is lost: a page whose form was refused is shown again with what was typed and why."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from litestar import Response

from wishboard.core.refusals import NotFound, Refusal, SignInNeeded
from wishboard.http.visit import Visit

Page = Callable[..., Awaitable[Response[Any]]]


def shows_again(page: Page) -> Callable[[Page], Page]:
    """For a deed's handler: when it is refused, answer with `page`, called with the same path.

    The page's forms ask `visit.filled(action)`, which knows what was sent and what was wrong.
    """

    def decorate(deed: Page) -> Page:
        @wraps(deed)
        async def handler(visit: Visit, **path: Any) -> Response[Any]:
            try:
                return await deed(visit=visit, **path)
            except (NotFound, SignInNeeded):
                raise
            except Refusal as refusal:
                await visit.unit.start_over()
                visit.refused = refusal
                return await page(visit=visit, **path)

        return handler

    return decorate
