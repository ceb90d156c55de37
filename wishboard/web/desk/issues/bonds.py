"""The wishes behind an issue: send more up, take some out, make an issue of their own of them."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.refusals import NotAllowed
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.forms import SplitForm, WishesForm
from wishboard.issues.merging import split_issue
from wishboard.issues.opening import send_up, take_out
from wishboard.web.desk.issues.back import back_to
from wishboard.web.desk.issues.candidates import candidates, found_by
from wishboard.web.desk.issues.issue import issue_page
from wishboard.web.desk.issues.lists import asked_in
from wishboard.web.desk.issues.picture import issue_picture
from wishboard.web.desk.issues.sight import desk_issue

_HERE = "/desk/issues/{public_id:str}"


async def more_page(visit: Visit, public_id: str) -> Response[str]:
    """Wishes that could stand behind the issue too, to be ticked."""
    sight = await desk_issue(visit, public_id)
    if not sight.coordinating:
        raise NotAllowed
    db = await visit.db()
    q = found_by(visit.request.query_params)
    return visit.page(
        "desk/issues/more_wishes.html",
        issue=sight.issue,
        picture=await issue_picture(db, sight.issue, wishes=False),
        rows=await candidates(db, sight.issue, visit.viewer, q),
        q=q,
        asked=asked_in(visit.request.query_params),
        here=f"/desk/issues/{public_id}",
    )


@get(f"{_HERE}/wishes")
async def show_more(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Which wishes could be sent up to this issue."""
    return await more_page(visit, public_id)


@post(f"{_HERE}/wishes")
@shows_again(more_page)
async def send_more(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Send the ticked wishes up."""
    visit.must_sign_in()
    await send_up(await visit.db(), public_id, visit.form(WishesForm), by=visit.viewer)
    return back_to(visit, public_id, "sent_up")


@post(f"{_HERE}/wishes-out")
@shows_again(issue_page)
async def take_some_out(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Take the ticked wishes out; they come back to where they were."""
    visit.must_sign_in()
    await take_out(await visit.db(), public_id, visit.form(WishesForm), by=visit.viewer)
    return back_to(visit, public_id, "taken_out")


@post(f"{_HERE}/split")
@shows_again(issue_page)
async def split(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Make the ticked wishes an issue of their own."""
    visit.must_sign_in()
    form = visit.form(SplitForm)
    part = await split_issue(await visit.db(), public_id, form, by=visit.viewer)
    return back_to(visit, part.public_id, "split")


ROUTES = [show_more, send_more, take_some_out, split]
