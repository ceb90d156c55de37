"""Saying that an attempt failed: on the desk for somebody, and by the wisher afterwards."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.refusals import NotAllowed
from wishboard.disclosure.sight import visible_wish
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.supervision.stuck.commands import may_say, say_stuck
from wishboard.supervision.stuck.forms import StuckForm
from wishboard.supervision.stuck.queries import stuck_of
from wishboard.web.following import followed_wish, wisher_on
from wishboard.web.supervision.stuck import LIST
from wishboard.web.tracking import OWN, own_wish_page


async def saying_page(visit: Visit, public_id: str) -> Response[Any]:
    """The form for a clerk or whoever filed the wish; on to the attempt that is known."""
    viewer = visit.must_sign_in()
    db = await visit.db()
    wish = (await visible_wish(db, public_id, to=viewer)).wish
    if not await may_say(db, wish, viewer):
        raise NotAllowed
    known = await stuck_of(db, wish)
    if known and not visit.refused:
        return visit.redirect(f"{LIST}/{known.public_id}")
    return visit.page("supervision/say_stuck.html", wish=wish, here=f"/desk/wishes/{public_id}")


@get("/desk/wishes/{public_id:str}/stuck")
async def show_saying(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Where a failed attempt is written down for a wisher."""
    return await saying_page(visit, public_id)


@post("/desk/wishes/{public_id:str}/stuck")
@shows_again(saying_page)
async def say_for_them(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Write a failed attempt down for a wisher."""
    viewer = visit.must_sign_in()
    await say_stuck(await visit.db(), public_id, visit.form(StuckForm), by=viewer)
    return visit.redirect(f"/desk/wishes/{public_id}", "stuck_said")


@post("/track/wish/stuck")
@shows_again(own_wish_page)
async def say(visit: NamedDependency[Visit]) -> Response[Any]:
    """The wisher tells of an attempt that failed."""
    form = visit.form(StuckForm)
    db = await visit.db()
    wish = await followed_wish(db, visit)
    await say_stuck(db, wish.key, form, by=wisher_on(visit))
    return visit.redirect(OWN, "stuck_said")


ROUTES = [show_saying, say_for_them, say]
