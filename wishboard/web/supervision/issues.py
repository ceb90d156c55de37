"""One issue on the ladder: where it stands, every notice, climbing by hand and sending back."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.clock import today
from wishboard.core.refusals import NotAllowed
from wishboard.disclosure.issue_sight import issue_sight_of
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.queries import find_issue
from wishboard.issues.stages import IN_HAND
from wishboard.supervision import words
from wishboard.supervision.ladder.climbing import climb_by_hand, supervises
from wishboard.supervision.ladder.forms import ClimbForm, SendBackForm
from wishboard.supervision.ladder.lights import light_of
from wishboard.supervision.ladder.queries import notices_on
from wishboard.supervision.ladder.rungs import colours_of, next_rung, rung_name, rungs
from wishboard.supervision.reworking import can_be_sent_back
from wishboard.supervision.sending_back import send_back
from wishboard.supervision.tally import tally_of


async def ladder_page(visit: Visit, public_id: str) -> Response[str]:
    """An issue on the ladder, for whoever has any part in the work on it."""
    viewer = visit.must_sign_in()
    db = await visit.db()
    issue = await find_issue(db, public_id)
    if not (await issue_sight_of(db, issue, viewer)).working:
        raise NotAllowed
    ladder = await rungs(db)
    over = await supervises(db, issue, viewer)
    return visit.page(
        "supervision/issue.html",
        issue=issue,
        ladder=ladder,
        rung_name=rung_name,
        light=light_of(issue, colours_of(ladder), today()),
        sent=await notices_on(db, issue),
        tally=await tally_of(db, issue),
        climbs=over and issue.stage in IN_HAND and next_rung(ladder, issue.rung),
        goes_back=over and can_be_sent_back(issue),
        words=words,
        here=f"/supervision/issues/{public_id}",
    )


@get("/supervision/issues/{public_id:str}")
async def show_ladder(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Where an issue stands on the ladder."""
    return await ladder_page(visit, public_id)


@post("/supervision/issues/{public_id:str}/climbs")
@shows_again(ladder_page)
async def climb(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Take an issue one rung up by hand."""
    viewer = visit.must_sign_in()
    await climb_by_hand(await visit.db(), public_id, visit.form(ClimbForm), by=viewer)
    return visit.redirect(f"/supervision/issues/{public_id}", "climbed")


@post("/supervision/issues/{public_id:str}/return")
@shows_again(ladder_page)
async def return_it(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Send back what was reported as solved and is not."""
    viewer = visit.must_sign_in()
    await send_back(await visit.db(), public_id, visit.form(SendBackForm), by=viewer)
    return visit.redirect(f"/supervision/issues/{public_id}", "sent_back")


ROUTES = [show_ladder, climb, return_it]
