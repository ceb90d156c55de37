"""Several issues at once: to whom the catalogue gives each, then they are dispatched."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from sqlalchemy import Row

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name
from wishboard.core.database import AsyncSession
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.issues.desk import chosen_issues, coordinated
from wishboard.issues.handling.assignments import (
    dispatch_issue,
    must_be_dispatchable,
    responsible_for,
)
from wishboard.issues.handling.forms import DispatchForm
from wishboard.issues.models import Issue
from wishboard.issues.queries import find_issue
from wishboard.issues.refusals import NobodyResponsible
from wishboard.web.desk.bulk import Fate, carried_out, foreseen, ticked
from wishboard.web.desk.issues.lists import asked_in

_ACTION = "/desk/issues/dispatch"


@get(_ACTION)
async def preview_dispatch(visit: NamedDependency[Visit]) -> Response[Any]:
    """To whom each of the ticked issues would go."""
    viewer = visit.must_hold(Right.coordinate)
    chosen = ticked(visit.request.query_params.getall("issue", []))
    db = await visit.db()

    async def foresee(row: Row[Any]) -> str:
        return await _foreseen(db, await find_issue(db, row.public_id))

    rows = await chosen_issues(db, await coordinated(db, viewer), chosen)
    return _page(visit, await foreseen(rows, foresee), done=False)


@post(_ACTION, status_code=200)
async def dispatch_several(visit: NamedDependency[Visit]) -> Response[Any]:
    """Dispatch the ticked issues by the catalogue; what is refused is told and stays as it is."""
    viewer = visit.must_hold(Right.coordinate)
    chosen = ticked(visit.sent.get("issue", []))
    db = await visit.db()

    async def dispatch(row: Row[Any]) -> None:
        await dispatch_issue(db, row.public_id, DispatchForm(), by=viewer)

    rows = await chosen_issues(db, await coordinated(db, viewer), chosen)
    return _page(visit, await carried_out(db, rows, dispatch), done=True)


async def _foreseen(db: AsyncSession, issue: Issue) -> str:
    must_be_dispatchable(issue)
    body = await responsible_for(db, issue)
    if body is None:
        raise NobodyResponsible
    return _("Goes to %(body)s.", body=local_name(body))


def _page(visit: Visit, fates: list[Fate], *, done: bool) -> Response[str]:
    return visit.page(
        "desk/issues/bulk.html",
        action=_ACTION,
        fates=fates,
        asked=asked_in(visit.request.query_params),
        done=done,
    )


ROUTES = [preview_dispatch, dispatch_several]
