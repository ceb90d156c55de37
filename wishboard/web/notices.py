"""What a person should know: their notices by day, and marking them as read."""

from itertools import groupby
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from pydantic import Field

from wishboard.core.clock import city_date
from wishboard.core.forms import Form
from wishboard.http.visit import Visit
from wishboard.notifications.commands import read_notices
from wishboard.notifications.queries import PAGE, notices_of


class ReadForm(Form):
    """The newest notice that was on the page when its reader had read it."""

    until: int | None = Field(default=None, ge=0, lt=2**63)


@get("/notices")
async def show_notices(visit: NamedDependency[Visit]) -> Response[Any]:
    """A page of notices, the newest first."""
    viewer = visit.must_sign_in()
    before = visit.request.query_params.get("before", "")
    items = await notices_of(
        await visit.db(),
        viewer.person_id,
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
        limit=PAGE + 1,
    )
    shown = items[:PAGE]
    in_time = sorted(shown, key=lambda item: item.line.at, reverse=True)
    days = groupby(in_time, key=lambda item: city_date(item.line.at))
    return visit.page(
        "notices/list.html",
        days=[(day, list(of_the_day)) for day, of_the_day in days],
        newest=shown[0].key if shown else None,
        unread=any(item.unread for item in shown),
        first="/notices" if before else "",
        older=f"/notices?before={shown[-1].key}" if len(items) > PAGE else "",
    )


@post("/notices/read")
async def read(visit: NamedDependency[Visit]) -> Response[Any]:
    """Mark what was shown as read."""
    viewer = visit.must_sign_in()
    form = visit.form(ReadForm)
    await read_notices(await visit.db(), by=viewer, until=form.until)
    return visit.redirect("/notices", "read")


ROUTES = [show_notices, read]
