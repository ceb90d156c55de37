"""Paper for the day: calls to make, what is due, open wishes for a notice board."""

from dataclasses import dataclass, replace
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from markupsafe import Markup
from sqlalchemy import func, text
from sqlmodel import col, select

from wishboard.accounts.models import Area
from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.core.qr import qr_svg
from wishboard.disclosure.models import Purpose
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of
from wishboard.http.visit import Visit
from wishboard.settings import settings
from wishboard.web.desk.lists import (
    LABELS,
    WishesAsked,
    asked_in,
    desk_for,
    desks_for,
    lists_of,
    must_have_desk,
)
from wishboard.web.following import shown_once
from wishboard.wishes.models import Wish
from wishboard.wishes.scope import within
from wishboard.wishes.sieve import EVERYTHING
from wishboard.wishes.wishers import ContactData
from wishboard.wishes.worklist import WorkList, lines

ON_PAPER = 100
TAGS = 24
_TODAY = (
    WorkList.register,
    WorkList.publish,
    WorkList.overdue,
    WorkList.call,
    WorkList.close,
    WorkList.deferred,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """An open wish as it hangs on a notice board: public words and a code to scan."""

    title: str
    summary: str
    area: str
    qr: Markup


async def calls_page(visit: Visit, contacts: dict[str, ContactData]) -> Response[str]:
    """Whom to call, with or without their numbers."""
    viewer = visit.must_hold(Right.keep, Right.oversee)
    asked = replace(asked_in(visit.request.query_params), which=WorkList.call)
    db = await visit.db()
    desk = await desk_for(db, viewer, asked)
    rows = await lines(db, desk, WorkList.call, limit=ON_PAPER)
    return visit.page("desk/calls.html", rows=rows, contacts=contacts, asked=asked)


@get("/desk/calls")
async def show_calls(visit: NamedDependency[Visit]) -> Response[Any]:
    """The calls to make, their numbers still covered."""
    return await calls_page(visit, {})


@post("/desk/calls", status_code=200)
async def reveal_calls(visit: NamedDependency[Visit]) -> Response[Any]:
    """The same with names and numbers, each look written down for its wisher."""
    viewer = visit.must_hold(Right.keep, Right.oversee)
    db = await visit.db()
    asked = replace(asked_in(visit.request.query_params), which=WorkList.call)
    contacts = {}
    desk = await desk_for(db, viewer, asked)
    for row in await lines(db, desk, WorkList.call, limit=ON_PAPER):
        sight = await sight_of(db, await db.get_one(Wish, row.id), viewer)
        if sight.contact:
            purpose = Purpose.confirm_result
            contacts[row.public_id] = await reveal_contact(db, sight, purpose, by=viewer)
    return shown_once(visit, await calls_page(visit, contacts))


@get("/desk/today")
async def show_today(visit: NamedDependency[Visit]) -> Response[Any]:
    """Everything that is due today or late, list by list, on one sheet."""
    viewer = must_have_desk(visit)
    db = await visit.db()
    due = []
    lists = [one for one in lists_of(viewer) if one in _TODAY]
    for which, desk in (await desks_for(db, viewer, EVERYTHING, lists)).items():
        found = await lines(db, desk, which, limit=ON_PAPER)
        rows = [row for row in found if row.due_on and row.due_on <= today()]
        if rows:
            due.append((which, LABELS[which], rows))
    return visit.page("desk/today.html", due=due)


@get("/desk/sheet")
async def show_sheet(visit: NamedDependency[Visit]) -> Response[Any]:
    """Open wishes for a notice board: what everybody may read, and codes to scan."""
    viewer = visit.must_hold(Right.keep, Right.oversee)
    asked = asked_in(visit.request.query_params)
    tags = await _tags(await visit.db(), viewer, asked)
    board = qr_svg(settings().public_url)
    return visit.page("desk/sheet.html", tags=tags, board=board, address=settings().public_url)


async def _tags(db: AsyncSession, viewer: Viewer, asked: WishesAsked) -> list[Tag]:
    scope = await within(db, viewer, [Right.oversee])
    found = await db.execute(
        select(Wish.public_id, Wish.title, Wish.summary, Area.name)
        .join(Area, col(Area.id) == col(Wish.area_id))
        .where(scope, text("on_board"), col(Wish.board_at) <= now(), *asked.sieve.conditions())
        .order_by(col(Wish.priority).desc(), col(Wish.board_at).desc(), func.length(Wish.title))
        .limit(TAGS)
    )
    public = settings().public_url
    return [
        Tag(title, summary, area, qr_svg(f"{public}/wishes/{public_id}"))
        for public_id, title, summary, area in found
    ]


ROUTES = [show_calls, reveal_calls, show_today, show_sheet]
