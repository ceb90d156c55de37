"""Contact data on the desk: opened for a purpose, and written down before it is."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.disclosure.forms import RevealForm
from wishboard.disclosure.reveal import reveal_contact
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.web.desk.wish import desk_sight, wish_page
from wishboard.web.following import shown_once


@post("/desk/wishes/{public_id:str}/reveal", status_code=200)
@shows_again(wish_page)
async def reveal(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Open the contact data of a wish on its page; the look is in the wisher's log."""
    form = visit.form(RevealForm)
    sight = await desk_sight(visit, public_id)
    contact = await reveal_contact(await visit.db(), sight, form.purpose, by=visit.viewer)
    return shown_once(visit, await wish_page(visit, public_id, contact=contact))


ROUTES = [reveal]
