"""Files with contact data: asked for, decided by somebody else, fetched for a bounded time."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name, organizations_of
from wishboard.core.clock import today
from wishboard.disclosure.exports.commands import (
    approve_export,
    ask_for_export,
    refuse_export,
    trace,
)
from wishboard.disclosure.exports.fetching import fetch_export
from wishboard.disclosure.exports.forms import STAGES, AskForm, RefuseForm, TraceForm
from wishboard.disclosure.exports.queries import PAGE, READERS, Asked, asked_for, exports_for
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.settings import settings
from wishboard.web.desk import words
from wishboard.web.following import kept_nowhere, shown_once
from wishboard.web.ledger import WORKBOOK

HERE, CANARIES = "/exports", "/desk/canaries"


async def list_page(visit: Visit) -> Response[str]:
    """The requests one made or decides on, and the form to ask."""
    viewer, db = visit.must_hold(*READERS), await visit.db()
    before = visit.request.query_params.get("before", "")
    key = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else 0
    found = await exports_for(db, viewer, before=key)
    bodies = await organizations_of(db, viewer, Right.ask_contacts)
    return visit.page(
        "exports/list.html",
        found=found[:PAGE],
        back=HERE if key else "",
        onward=f"{HERE}?before={found[PAGE - 1].export.id}" if len(found) > PAGE else "",
        asks=viewer.may_somewhere(Right.ask_contacts),
        bodies=[(body.public_id, local_name(body)) for body in bodies],
        stages=[(stage, word) for stage, word in words.STAGES.items() if stage in STAGES],
        hours=settings().export_hours,
        words=words,
    )


@get(HERE)
async def show_exports(visit: NamedDependency[Visit]) -> Response[Any]:
    """Files with contact data."""
    return await list_page(visit)


@post(HERE)
@shows_again(list_page)
async def ask(visit: NamedDependency[Visit]) -> Response[Any]:
    """Ask for a file."""
    viewer = visit.must_hold(Right.ask_contacts)
    export = await ask_for_export(await visit.db(), visit.form(AskForm), by=viewer)
    return visit.redirect(f"{HERE}/{export.public_id}", "export_asked")


async def one_page(visit: Visit, public_id: str) -> Response[str]:
    """One request: what for, who decided, and what is left to do."""
    viewer = visit.must_sign_in()
    asked = await asked_for(await visit.db(), public_id, viewer)
    return visit.page(
        "exports/one.html",
        asked=asked,
        own=asked.export.asker_id == viewer.person_id,
        decides=asked.decided_by(viewer),
        here=f"{HERE}/{public_id}",
        words=words,
    )


@get(HERE + "/{public_id:str}")
async def show_export(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One request."""
    return await one_page(visit, public_id)


@post(HERE + "/{public_id:str}/approval")
@shows_again(one_page)
async def approve(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Approve it, as the second person."""
    await approve_export(await visit.db(), public_id, by=visit.must_sign_in())
    return visit.redirect(f"{HERE}/{public_id}", "export_approved")


@post(HERE + "/{public_id:str}/refusal")
@shows_again(one_page)
async def refuse(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Refuse it, as the second person."""
    viewer = visit.must_hold(Right.approve_contacts)
    await refuse_export(await visit.db(), public_id, visit.form(RefuseForm), by=viewer)
    return visit.redirect(f"{HERE}/{public_id}", "export_refused")


@post(HERE + "/{public_id:str}/file", status_code=200)
@shows_again(one_page)
async def fetch(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """The file, to who asked for it."""
    content = await fetch_export(await visit.db(), public_id, by=visit.must_sign_in())
    name = f"contacts-{today().isoformat()}.xlsx"
    answer: Response[Any] = Response(
        content,
        media_type=WORKBOOK,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    return shown_once(visit, answer)


async def canary_page(visit: Visit, found: list[Asked] | None = None) -> Response[str]:
    """Where a leaked line comes from; `found` is the answer to what was just asked."""
    visit.must_hold(Right.audit)
    return visit.page("exports/canaries.html", found=found, words=words)


@get(CANARIES)
async def show_canaries(visit: NamedDependency[Visit]) -> Response[Any]:
    """The question whose canary something is."""
    return await canary_page(visit)


@post(CANARIES, status_code=200)
@shows_again(canary_page)
async def find_canary(visit: NamedDependency[Visit]) -> Response[Any]:
    """The files from which a leaked text comes."""
    viewer = visit.must_hold(Right.audit)
    found = await trace(await visit.db(), visit.form(TraceForm), by=viewer)
    return kept_nowhere(await canary_page(visit, found))


ROUTES = [show_exports, ask, show_export, approve, refuse, fetch, show_canaries, find_canary]
