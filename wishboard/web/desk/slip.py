"""A lost slip, printed again on the desk."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.web.desk.wish import wish_page
from wishboard.web.following import kept_nowhere
from wishboard.web.receipts import slip_of
from wishboard.wishes.slips import print_slip_again


@post("/desk/wishes/{public_id:str}/slip", status_code=200)
@shows_again(wish_page)
async def print_again(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """A new slip, shown this once; the old one is void, and the wisher reads who printed it."""
    viewer = visit.must_sign_in()
    wish = await print_slip_again(await visit.db(), public_id, by=viewer)
    page = visit.page("desk/slip.html", wish=wish, slip=slip_of(wish))
    return kept_nowhere(page)


ROUTES = [print_again]
