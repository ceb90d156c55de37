"""Merge with a look at the other wish first, and take apart again."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, Refusal
from wishboard.disclosure.sight import Sight, sight_of
from wishboard.endings.forms import MergeForm
from wishboard.endings.merging import merge_wish, unmerge_wish, wish_named
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.web.desk.lists import asked_in
from wishboard.web.desk.onward import way_from
from wishboard.web.desk.picture import Picture, picture_of
from wishboard.web.desk.wish import desk_sight, wish_page


async def merge_page(visit: Visit, public_id: str) -> Response[str]:
    """Both wishes side by side; `into` is the number or address of the other one."""
    db = await visit.db()
    sight = await desk_sight(visit, public_id)
    if not sight.keeping:
        raise NotAllowed
    typed = str(visit.request.query_params.get("into") or visit.sent.get("into", ""))
    other = await _other(db, visit, typed) if typed else None
    return visit.page(
        "desk/merge.html",
        wish=sight.wish,
        picture=await picture_of(db, sight),
        typed=typed,
        other=other,
        asked=asked_in(visit.request.query_params),
        here=f"/desk/wishes/{public_id}",
    )


@get("/desk/wishes/{public_id:str}/merge")
async def show_merge(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """A look at the other wish before two become one."""
    return await merge_page(visit, public_id)


@post("/desk/wishes/{public_id:str}/merge")
@shows_again(merge_page)
async def merge(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Make two wishes one."""
    way = await way_from(visit, public_id)
    await merge_wish(await visit.db(), public_id, visit.form(MergeForm), by=visit.viewer)
    return way.stay("merged")


@post("/desk/wishes/{public_id:str}/unmerge")
@shows_again(wish_page)
async def unmerge(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Take a merged wish apart from the other one."""
    way = await way_from(visit, public_id)
    await unmerge_wish(await visit.db(), public_id, by=visit.viewer)
    return way.stay("unmerged")


async def _other(db: AsyncSession, visit: Visit, typed: str) -> Picture | None:
    """The other wish, or None where the viewer may not merge into it anyway."""
    try:
        wish = await wish_named(db, typed)
    except Refusal:
        return None
    sight: Sight = await sight_of(db, wish, visit.viewer)
    return await picture_of(db, sight) if sight.keeping else None


ROUTES = [show_merge, merge, unmerge]
