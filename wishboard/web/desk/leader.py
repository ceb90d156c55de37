"""The leader's desk: the hard ones, on a phone first; few numbers, one deed at a time."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.legacy.sponsoring import take_on
from wishboard.supervision.ladder.forms import SendBackForm
from wishboard.supervision.leader import leaders_desk
from wishboard.supervision.sending_back import send_back
from wishboard.web.suffixed import form_of

_HERE = "/desk/leader"


async def leader_page(visit: Visit, public_id: str = "") -> Response[str]:
    """The desk; `public_id` is the issue that a refused form was about."""
    viewer = visit.must_hold(Right.sponsor)
    desk = await leaders_desk(await visit.db(), viewer)
    return visit.page("desk/leader/desk.html", desk=desk, refused_at=public_id, here=_HERE)


@get(_HERE)
async def show_leaders_desk(visit: NamedDependency[Visit]) -> Response[Any]:
    """What a leader sponsors, what is red or orange, what comes due, old problems."""
    return await leader_page(visit)


@post(f"{_HERE}/{{public_id:str}}/sponsorship")
@shows_again(leader_page)
async def take(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Take an old problem on that nobody answers for."""
    visit.must_hold(Right.sponsor)
    await take_on(await visit.db(), public_id, by=visit.viewer)
    return visit.redirect(_HERE, "taken_on")


@post(f"{_HERE}/{{public_id:str}}/return")
@shows_again(leader_page)
async def give_back(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Send back what is reported as solved and is not done."""
    visit.must_hold(Right.sponsor)
    form = form_of(visit, SendBackForm, public_id)
    await send_back(await visit.db(), public_id, form, by=visit.viewer)
    return visit.redirect(_HERE, "sent_back")


ROUTES = [show_leaders_desk, take, give_back]
