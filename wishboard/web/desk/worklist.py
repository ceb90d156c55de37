"""The desk itself: lists of what is due, looked at through a sieve that stays in the address."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import city_date
from wishboard.core.database import AsyncSession
from wishboard.core.filled import Filled
from wishboard.http.visit import Visit
from wishboard.outcomes.queries import answers_on
from wishboard.web.categories import category_choices, in_a_row
from wishboard.web.desk import words
from wishboard.web.desk.lists import (
    HINTS,
    LABELS,
    WishesAsked,
    asked_in,
    desks_for,
    lists_of,
    must_have_desk,
)
from wishboard.web.desk.places import area_choices
from wishboard.wishes.turning import mark_from
from wishboard.wishes.worklist import Desk, WorkList, counts, lines

BULK = {WorkList.publish: "/desk/publication", WorkList.close: "/desk/closing"}


@get("/desk")
async def show_desk(visit: NamedDependency[Visit]) -> Response[Any]:
    """A work list; without a choice the first one that is not empty."""
    viewer = must_have_desk(visit)
    lists = lists_of(viewer)
    if not lists:
        return _elsewhere(visit, viewer)
    db = await visit.db()
    asked = asked_in(visit.request.query_params)
    desks = await desks_for(db, viewer, asked.sieve, lists)
    lengths = await counts(db, {one: desks[one] for one in lists if one is not WorkList.closed})
    asked = asked.or_waiting(lists, lengths)
    which = asked.which
    assert which is not None
    after = visit.request.query_params.get("after", "")
    return visit.page(
        "desk/worklist.html",
        asked=asked,
        tabs=asked.tabs(lists, LABELS, lengths),
        label=LABELS[which],
        hint=HINTS[which],
        filled=Filled(values=asked.given()),
        words=words,
        city_date=city_date,
        areas=await area_choices(db, viewer),
        categories=in_a_row(await category_choices(db)),
        **await _lines(db, viewer, desks[which], asked, after),
    )


def _elsewhere(visit: Visit, viewer: Viewer) -> Response[Any]:
    """The desk of somebody without wishes to look after: of issues, or of people."""
    handles = viewer.may_somewhere(Right.handle)
    return visit.redirect("/desk/issues" if handles else "/desk/people")


async def _lines(
    db: AsyncSession, viewer: Viewer, desk: Desk, asked: WishesAsked, after: str
) -> dict[str, Any]:
    """One page of a list, what is known of the answers on it, and the way to the next page."""
    assert asked.which is not None
    mark = mark_from(after, newest_first=asked.newest_first)
    page = asked.page(await lines(db, desk, asked.which, after=mark, limit=asked.limit), mark)
    rows, closing = page["rows"], asked.which is WorkList.close
    return page | {
        "keepers": len({row.keeper for row in rows}),
        "answers": await answers_on(db, [row.id for row in rows]) if closing else {},
        "bulk": BULK.get(asked.which, "") if viewer.may_somewhere(Right.keep) else "",
    }


ROUTES = [show_desk]
