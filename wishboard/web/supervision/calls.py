"""Call-backs one after another on a phone: whom, about what, and what they said."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.refusals import NotAllowed, NotFound
from wishboard.disclosure.models import Purpose
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.outcomes.queries import outcome_of
from wishboard.supervision import words
from wishboard.supervision.lookback.commands import may_call, record_callback
from wishboard.supervision.lookback.forms import CallbackForm
from wishboard.supervision.lookback.queries import Call, Progress, calls_of, campaign_for, next_call
from wishboard.web.following import kept_nowhere, shown_once
from wishboard.web.supervision.campaigns import LIST
from wishboard.web.supervision.sections import rights_for
from wishboard.wishes.wishers import ContactData


async def call_page(
    visit: Visit, public_id: str, position: int, *, contact: ContactData | None = None
) -> Response[str]:
    """One call; `contact` is what was just revealed."""
    progress, call = await _call(visit, public_id, position)
    db = await visit.db()
    page = visit.page(
        "supervision/call.html",
        progress=progress,
        call=call,
        wish=call.wish,
        outcome=await outcome_of(db, call.wish),
        contact=contact,
        words=words,
        campaign=f"{LIST}/{public_id}",
        here=f"{LIST}/{public_id}/calls/{position}",
    )
    return kept_nowhere(page)


@get("/supervision/campaigns/{public_id:str}/calls/{position:int}")
async def show_call(
    visit: NamedDependency[Visit], public_id: FromPath[str], position: FromPath[int]
) -> Response[Any]:
    """One call."""
    return await call_page(visit, public_id, position)


@post("/supervision/campaigns/{public_id:str}/calls/{position:int}/reveal", status_code=200)
@shows_again(call_page)
async def reveal_number(
    visit: NamedDependency[Visit], public_id: FromPath[str], position: FromPath[int]
) -> Response[Any]:
    """Open name and number for this call; the look is in the wisher's log."""
    _progress, call = await _call(visit, public_id, position)
    db = await visit.db()
    sight = await sight_of(db, call.wish, visit.viewer)
    contact = await reveal_contact(db, sight, Purpose.check, by=visit.viewer)
    return shown_once(visit, await call_page(visit, public_id, position, contact=contact))


@post("/supervision/campaigns/{public_id:str}/calls/{position:int}")
@shows_again(call_page)
async def record_call(
    visit: NamedDependency[Visit], public_id: FromPath[str], position: FromPath[int]
) -> Response[Any]:
    """Write down what was said, and go on to the next call."""
    progress, _call_made = await _call(visit, public_id, position)
    db = await visit.db()
    form = visit.form(CallbackForm)
    callback = await record_callback(db, public_id, position, form, by=visit.viewer)
    following = next_call(await calls_of(db, progress.campaign), behind=position)
    notice = "taken_up" if callback.sent_back else "call_recorded"
    if following is None:
        return visit.redirect(f"{LIST}/{public_id}/result", notice)
    onward = f"{LIST}/{public_id}/calls/{following.callback.position}"
    return visit.redirect(onward, notice)


async def _call(visit: Visit, public_id: str, position: int) -> tuple[Progress, Call]:
    """The call at a position, for who makes the calls. Raises NotFound, NotAllowed."""
    viewer = visit.must_hold(*rights_for(LIST))
    db = await visit.db()
    progress = await campaign_for(db, public_id, viewer)
    if not await may_call(db, progress.campaign, viewer):
        raise NotAllowed
    calls = await calls_of(db, progress.campaign)
    call = next((one for one in calls if one.callback.position == position), None)
    if call is None:
        raise NotFound
    return progress, call


ROUTES = [show_call, reveal_number, record_call]
