"""Several wishes at once: a look at what will happen to each, then one deed."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from sqlalchemy import Row

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.database import AsyncSession
from wishboard.core.refusals import NotAllowed, Refusal
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.outcomes.leftovers import close_leftover, must_be_leftover
from wishboard.outcomes.models import AnswerBy
from wishboard.web.desk.lists import asked_in
from wishboard.wishes.commands import must_be_publishable, publish_wish
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import keeps
from wishboard.wishes.scope import within
from wishboard.wishes.worklist import Desk, chosen

AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Fate:
    """What will happen, or has happened, to one wish of several; `refused` says why nothing."""

    public_id: str
    title: str
    area: str
    what: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """A deed that can be done to several wishes: how it is foreseen, and how it is done."""

    action: str
    foresee: Callable[[AsyncSession, Wish, Viewer], Awaitable[str]]
    do: Callable[[AsyncSession, str, Viewer], Awaitable[object]]


async def _foresee_publication(db: AsyncSession, wish: Wish, viewer: Viewer) -> str:
    if not await keeps(db, wish, viewer):
        raise NotAllowed
    must_be_publishable(wish)
    return _("Goes on the board.")


async def _publish(db: AsyncSession, public_id: str, viewer: Viewer) -> object:
    return await publish_wish(db, public_id, by=viewer)


async def _foresee_closing(db: AsyncSession, wish: Wish, viewer: Viewer) -> str:
    outcome, answer, _shares = await must_be_leftover(db, wish, by=viewer)
    if answer.how is AnswerBy.silence:
        return _("Closes as unconfirmed; nobody is counted.")
    return _("Closes as fulfilled; %(count)s people are counted.", count=outcome.reported)


async def _close(db: AsyncSession, public_id: str, viewer: Viewer) -> object:
    return await close_leftover(db, public_id, by=viewer)


PUBLICATION = Several("/desk/publication", _foresee_publication, _publish)
CLOSING = Several("/desk/closing", _foresee_closing, _close)


async def _preview(visit: Visit, several: Several) -> Response[Any]:
    viewer = visit.must_hold(Right.keep)
    wanted = ticked(visit.request.query_params.getall("wish", []))
    asked = asked_in(visit.request.query_params)
    db = await visit.db()

    async def foresee(row: Row[Any]) -> str:
        return await several.foresee(db, await db.get_one(Wish, row.id), viewer)

    rows = await chosen(db, Desk(await within(db, viewer, [Right.keep])), wanted)
    fates = await foreseen(rows, foresee)
    return visit.page("desk/bulk.html", action=several.action, fates=fates, asked=asked, done=False)


async def _carry_out(visit: Visit, several: Several) -> Response[Any]:
    viewer = visit.must_hold(Right.keep)
    wanted = ticked(visit.sent.get("wish", []))
    db = await visit.db()
    rows = await chosen(db, Desk(await within(db, viewer, [Right.keep])), wanted)
    fates = await carried_out(db, rows, lambda row: several.do(db, row.public_id, viewer))
    asked = asked_in(visit.request.query_params)
    return visit.page("desk/bulk.html", action=several.action, fates=fates, asked=asked, done=True)


async def foreseen(
    rows: Sequence[Row[Any]], foresee: Callable[[Row[Any]], Awaitable[str]]
) -> list[Fate]:
    """What a deed would do to each line, in words, or why it would be refused."""
    fates = []
    for row in rows:
        try:
            fate = Fate(row.public_id, row.title, row.area, await foresee(row))
        except Refusal as refusal:
            fate = Fate(row.public_id, row.title, row.area, refused=refusal.sentence())
        fates.append(fate)
    return fates


async def carried_out(
    db: AsyncSession, rows: Sequence[Row[Any]], do: Callable[[Row[Any]], Awaitable[object]]
) -> list[Fate]:
    """Do a deed to each in the order of their keys; what is refused is told and left as it is."""
    refused = {}
    for row in sorted(rows, key=lambda row: row.id):
        try:
            async with db.begin_nested():
                await do(row)
        except Refusal as refusal:
            refused[row.id] = refusal.sentence()
    return [
        Fate(row.public_id, row.title, row.area, refused=refused.get(row.id, "")) for row in rows
    ]


def ticked(public_ids: str | Sequence[str]) -> list[str]:
    """What somebody ticked, one or several, each once and not more than are done at once."""
    several = [public_ids] if isinstance(public_ids, str) else public_ids
    return list(dict.fromkeys(several))[:AT_ONCE]


@get("/desk/publication")
async def preview_publication(visit: NamedDependency[Visit]) -> Response[Any]:
    """What publishing the ticked wishes would do to each."""
    return await _preview(visit, PUBLICATION)


@post("/desk/publication", status_code=200)
async def publish_several(visit: NamedDependency[Visit]) -> Response[Any]:
    """Publish the ticked wishes."""
    return await _carry_out(visit, PUBLICATION)


@get("/desk/closing")
async def preview_closing(visit: NamedDependency[Visit]) -> Response[Any]:
    """What closing the ticked wishes would do to each."""
    return await _preview(visit, CLOSING)


@post("/desk/closing", status_code=200)
async def close_several(visit: NamedDependency[Visit]) -> Response[Any]:
    """Close the ticked wishes."""
    return await _carry_out(visit, CLOSING)


ROUTES = [preview_publication, publish_several, preview_closing, close_several]
