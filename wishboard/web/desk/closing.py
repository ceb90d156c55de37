"""The end of the way: the answer by phone, closing with a number, opening again."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.closing import close_wish, reopen_wish
from wishboard.outcomes.forms import AnswerForm, CloseForm, ReopenForm
from wishboard.web.desk.onward import way_from
from wishboard.web.desk.wish import wish_page


@post("/desk/wishes/{public_id:str}/answer")
@shows_again(wish_page)
async def answer(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Record what the wisher said on the phone, or what the host of a task says."""
    way = await way_from(visit, public_id)
    await answer_wish(await visit.db(), public_id, visit.form(AnswerForm), by=visit.viewer)
    return await way.onward("answer_recorded")


@post("/desk/wishes/{public_id:str}/closing")
@shows_again(wish_page)
async def close(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Close an answered wish with the number of people who benefited."""
    way = await way_from(visit, public_id)
    await close_wish(await visit.db(), public_id, visit.form(CloseForm), by=visit.viewer)
    return await way.onward("closed")


@post("/desk/wishes/{public_id:str}/reopening")
@shows_again(wish_page)
async def reopen(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Open a closed wish again, as somebody who oversees it."""
    way = await way_from(visit, public_id)
    await reopen_wish(await visit.db(), public_id, visit.form(ReopenForm), by=visit.viewer)
    return way.stay("reopened")


ROUTES = [answer, close, reopen]
