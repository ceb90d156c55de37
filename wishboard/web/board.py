"""The board, for everybody."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency
from markupsafe import Markup

from wishboard.core.recent import Recent
from wishboard.core.templating import render
from wishboard.http.visit import Visit
from wishboard.reports.totals import totals
from wishboard.web.cards import drawn
from wishboard.wishes.board import BoardFilter, board_page, early_page, filter_from
from wishboard.wishes.directory import directory

SHARED_FOR = 2
"""Seconds for which visitors are shown the same page; it holds nothing of any of them."""

_shared: Recent[tuple[BoardFilter, str, bool], str] = Recent(SHARED_FOR, own_commits=True)
_hung: Recent[tuple[BoardFilter, str], Markup] = Recent(0, own_commits=True)
_early: Recent[tuple[frozenset[int], str], Markup] = Recent(0, own_commits=True)


@get("/")
async def show_board(visit: NamedDependency[Visit]) -> Response[Any]:
    """Wishes and tasks with a free place; htmx gets the filters and the list alone."""
    asked = filter_from(visit.request.query_params)
    make = partial(board_html, visit, asked)
    if visit.viewer.signed_in or visit.notice:
        return visit.answer(await make())
    shared = await _shared.get((asked, visit.locale, visit.swapping), make)
    return visit.answer(shared, cache=f"public, max-age={SHARED_FOR}")


async def board_html(visit: Visit, asked: BoardFilter) -> str:
    """The page with what is early for the viewer's organization, or for visitors the greeting.

    The list is the same for all, and those who ask at the same moment share it.
    """
    first, viewer = asked == BoardFilter(), visit.viewer
    names = await directory()
    hung = await _hung.get((asked, visit.locale), partial(_draw_list, asked))
    early = Markup()
    if first and viewer.member_within:
        mine = (viewer.member_within, visit.locale)
        early = await _early.get(mine, partial(_draw_early, viewer.member_within))
    return visit.draw(
        "board/board.html" if visit.swapping else "board/page.html",
        asked=asked,
        areas=names.areas.choices(asked.area),
        categories=names.categories.choices(asked.category),
        early=early,
        hung=hung,
        totals=await totals() if first and not viewer.signed_in else None,
    )


async def _draw_list(asked: BoardFilter) -> Markup:
    page = await board_page(asked)
    older, newer = _turned(asked, before=page.older), _turned(asked, after=page.newer)
    cards = drawn(page.rows, page.names)
    html = render("board/list.html", asked=asked, cards=cards, older=older, newer=newer)
    return Markup(html)  # noqa: S704 - drawn by a template


async def _draw_early(keepers: frozenset[int]) -> Markup:
    page = await early_page(keepers)
    return drawn(page.rows, page.names)


def _turned(asked: BoardFilter, **turn: str) -> str:
    """The address of the next page in one direction, or nothing where there is none."""
    if not any(turn.values()):
        return ""
    return "/?" + urlencode(asked.chosen() | turn)


ROUTES = [show_board]
