"""Mediation: what lies with the committees, one case, and its result."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.trees import local_name
from wishboard.disclosure.models import Purpose
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.mediation.commands import settle
from wishboard.mediation.forms import SettleForm
from wishboard.mediation.queries import may_settle, mediation_for, mediations_for
from wishboard.supervision import words
from wishboard.web.following import kept_nowhere, shown_once
from wishboard.web.supervision.sections import rights_for, sections
from wishboard.wishes.queries import words_of
from wishboard.wishes.wishers import ContactData

LIST = "/mediation"


@get(LIST)
async def show_mediations(visit: NamedDependency[Visit]) -> Response[Any]:
    """The cases that concern the viewer: `?ended=yes` those that are over."""
    viewer = visit.must_hold(*rights_for(LIST))
    ended = visit.request.query_params.get("ended") == "yes"
    return visit.page(
        "supervision/mediations.html",
        sections=sections(viewer),
        cases=await mediations_for(await visit.db(), viewer, ended=ended),
        ended=ended,
        local_name=local_name,
        words=words,
    )


async def case_page(
    visit: Visit, public_id: str, *, contact: ContactData | None = None
) -> Response[str]:
    """One case; `contact` is what was just revealed."""
    viewer = visit.must_hold(*rights_for(LIST))
    db = await visit.db()
    found = await mediation_for(db, public_id, viewer)
    sight = await sight_of(db, found.wish, viewer)
    page = visit.page(
        "supervision/mediation.html",
        case=found.case,
        wish=found.wish,
        committee=local_name(found.committee),
        told=await words_of(db, found.wish) if sight.words else None,
        reveals=sight.contact,
        contact=contact,
        settles=found.case.result is None and await may_settle(db, found.case, found.wish, viewer),
        words=words,
        here=f"{LIST}/{public_id}",
    )
    return kept_nowhere(page)


@get("/mediation/{public_id:str}")
async def show_case(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One case."""
    return await case_page(visit, public_id)


@post("/mediation/{public_id:str}/reveal", status_code=200)
@shows_again(case_page)
async def reveal_parties(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Open the contact data of who asked; the look is in their log."""
    viewer = visit.must_hold(*rights_for(LIST))
    db = await visit.db()
    found = await mediation_for(db, public_id, viewer)
    sight = await sight_of(db, found.wish, viewer)
    contact = await reveal_contact(db, sight, Purpose.ask_details, by=viewer)
    return shown_once(visit, await case_page(visit, public_id, contact=contact))


@post("/mediation/{public_id:str}/result")
@shows_again(case_page)
async def keep_result(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Record how a mediation ended."""
    viewer = visit.must_hold(*rights_for(LIST))
    await settle(await visit.db(), public_id, visit.form(SettleForm), by=viewer)
    return visit.redirect(f"{LIST}/{public_id}", "mediation_settled")


ROUTES = [show_mediations, show_case, reveal_parties, keep_result]
