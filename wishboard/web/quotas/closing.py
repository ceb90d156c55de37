"""Closing a year with its reasons, and the statement that remains."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.core.clock import today
from wishboard.core.refusals import Invalid
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.quotas.closing.commands import (
    Shortfall,
    closable_from,
    close_year,
    year_at_its_end,
)
from wishboard.quotas.closing.gate import closing_of
from wishboard.quotas.closing.queries import adjustments_to, closing_for, named_in
from wishboard.quotas.closing.statement import OWN, is_genuine
from wishboard.quotas.scope import body_for, must_be_a_year
from wishboard.reports.causes import entries
from wishboard.web.quotas import words

LONGEST = 300


async def closing_page(visit: Visit, public_id: str, year: int) -> Response[str]:
    """What closing a year would freeze, with a field for every reason that is missing."""
    viewer, db = visit.must_hold(Right.keep), await visit.db()
    must_be_a_year(year)
    body = await body_for(db, public_id, viewer, Right.keep)
    closed = await closing_of(db, body.key, year)
    if closed is not None:
        return visit.redirect(f"/quotas/statements/{closed.public_id}")
    own, members = await year_at_its_end(db, body, year)
    action = f"/quotas/organizations/{public_id}/years/{year}/closing"
    return visit.page(
        "quotas/closing.html",
        body=body,
        body_name=local_name(body),
        year=year,
        own=own,
        members=members,
        missing=[line for line in members if line.standing.short],
        own_name=OWN,
        filled=visit.filled(action),
        action=action,
        closable_from=closable_from(year),
        early=today() < closable_from(year),
        words=words,
    )


@get("/quotas/organizations/{public_id:str}/years/{year:int}")
async def show_closing(
    visit: NamedDependency[Visit], public_id: FromPath[str], year: FromPath[int]
) -> Response[Any]:
    """A look at the year before it is closed."""
    return await closing_page(visit, public_id, year)


@post("/quotas/organizations/{public_id:str}/years/{year:int}/closing")
@shows_again(closing_page)
async def close(
    visit: NamedDependency[Visit], public_id: FromPath[str], year: FromPath[int]
) -> Response[Any]:
    """Close the year."""
    viewer, db = visit.must_hold(Right.keep), await visit.db()
    await body_for(db, public_id, viewer, Right.keep)
    closing = await close_year(db, public_id, year, _reasons(visit), by=viewer)
    return visit.redirect(f"/quotas/statements/{closing.public_id}", "year_closed")


def _reasons(visit: Visit) -> dict[str, tuple[str, str]]:
    """The reasons that were sent: `reason-<public id>` a code, `words-<public id>` the words."""
    found = {}
    for field, code in visit.sent.items():
        name = field.removeprefix("reason-")
        if name == field or not code:
            continue
        said = str(visit.sent.get(f"words-{name}", "")).replace("\0", "").strip()[:LONGEST]
        if code not in Shortfall.__members__:
            raise Invalid({field: _("Please choose one of the answers.")})
        if code == Shortfall.other and not said:
            raise Invalid({f"words-{name}": _("Please say what the reason is.")})
        found[name] = (str(code), said)
    return found


@get("/quotas/statements/{public_id:str}")
async def show_statement(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """A closed year as it was closed, to be printed, and what has changed since."""
    viewer, db = visit.must_hold(Right.oversee), await visit.db()
    closing, body = await closing_for(db, public_id, viewer)
    return visit.page(
        "quotas/statement.html",
        closing=closing,
        said=closing.statement,
        body_name=local_name(body),
        body=body,
        people=await named_in(db, closing),
        genuine=is_genuine(closing),
        adjustments=await entries(db, await adjustments_to(db, body.key, closing.year)),
        words=words,
    )


ROUTES = [show_closing, close, show_statement]
