"""Supervision notices: the list, red first, and one to print and to answer."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.models import Person
from wishboard.accounts.trees import local_name
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.supervision import words
from wishboard.supervision.ladder.forms import AnswerNoticeForm
from wishboard.supervision.ladder.models import Colour
from wishboard.supervision.ladder.notices import answer_notice
from wishboard.supervision.ladder.queries import answers, notice_for, notices_for
from wishboard.supervision.ladder.rungs import rung_name, rungs
from wishboard.web.supervision.sections import rights_for, sections

LIST = "/supervision"


@get(LIST)
async def show_notices(visit: NamedDependency[Visit]) -> Response[Any]:
    """The notices that concern the viewer: `?answered=yes` those that were answered."""
    viewer = visit.must_hold(*rights_for(LIST))
    db = await visit.db()
    asked = visit.request.query_params
    answered = asked.get("answered") == "yes"
    colour = next((one for one in Colour if one.value == asked.get("colour")), None)
    return visit.page(
        "supervision/notices.html",
        sections=sections(viewer),
        sent=await notices_for(db, viewer, answered=answered, colour=colour),
        answered=answered,
        colour=colour,
        local_name=local_name,
        names={rung.number: rung_name(rung) for rung in await rungs(db)},
        words=words,
    )


async def notice_page(visit: Visit, public_id: str) -> Response[str]:
    """One notice as a sheet of paper, with the answer or the form for it."""
    viewer = visit.must_sign_in()
    db = await visit.db()
    sent = await notice_for(db, public_id, viewer)
    by, who = sent.notice.by_id, sent.notice.answered_by_id
    names = {rung.number: rung_name(rung) for rung in await rungs(db)}
    return visit.page(
        "supervision/notice.html",
        sent=sent,
        notice=sent.notice,
        rung=names.get(sent.notice.rung, ""),
        by=await db.get(Person, by) if by else None,
        who=await db.get(Person, who) if who else None,
        answers=sent.notice.answered_at is None and await answers(db, sent, viewer),
        local_name=local_name,
        words=words,
        here=f"{LIST}/notices/{public_id}",
    )


@get("/supervision/notices/{public_id:str}")
async def show_notice(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One notice."""
    return await notice_page(visit, public_id)


@post("/supervision/notices/{public_id:str}/answer")
@shows_again(notice_page)
async def answer(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Answer a notice for the body responsible."""
    viewer = visit.must_sign_in()
    form = visit.form(AnswerNoticeForm)
    await answer_notice(await visit.db(), public_id, form, by=viewer)
    return visit.redirect(f"{LIST}/notices/{public_id}", "notice_answered")


ROUTES = [show_notices, show_notice, answer]
