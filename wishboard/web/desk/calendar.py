"""The town's calendar: which years are known, and a year's table uploaded, looked at, applied."""

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from pydantic import Field

from wishboard.accounts.roles import Right
from wishboard.accounts.trees import administers_all
from wishboard.core.clock import today
from wishboard.core.forms import Form
from wishboard.core.refusals import Invalid, Refusal
from wishboard.core.sheets.table import read_table
from wishboard.core.stored_calendar import days_stored
from wishboard.deadlines.commands import apply_days, preview_days
from wishboard.deadlines.days import DaysOfYear, days_in, days_in_text
from wishboard.deadlines.queries import uploads, years
from wishboard.deadlines.refusals import NoDays
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit

HERE = "/desk/calendar"
LARGEST = 2 * 1024 * 1024
SHOWN = 50
"""Moved dates that a preview lists; the rest is counted."""


class DaysForm(Form):
    """The days that were looked at, as lines of text."""

    days: str = Field(min_length=1, max_length=40_000)


async def calendar_page(visit: Visit) -> Response[Any]:
    """What is known, who uploaded what, and for the town's administrator the form for a table."""
    viewer, db = visit.must_hold(Right.administer), await visit.db()
    asked = visit.request.query_params.get("year", "")
    chosen = int(asked) if asked.isdecimal() and len(asked) == 4 else today().year
    return visit.page(
        "desk/calendar/calendar.html",
        years=await years(db),
        chosen=chosen,
        days=list((await days_stored(db, chosen)).values()),
        uploads=await uploads(db),
        changes=await administers_all(db, viewer),
    )


@get(HERE)
async def show_calendar(visit: NamedDependency[Visit]) -> Response[Any]:
    """The calendar, for the administrator."""
    return await calendar_page(visit)


@post(HERE, request_max_body_size=LARGEST, status_code=200)
@shows_again(calendar_page)
async def preview(visit: NamedDependency[Visit]) -> Response[Any]:
    """Show what a year's table says and which open dates it would move; nothing changes yet."""
    viewer = visit.must_hold(Right.administer)
    days = await _days_sent(visit)
    moves = await preview_days(await visit.db(), days, by=viewer)
    return visit.page(
        "desk/calendar/preview.html",
        days=days,
        holidays=sum(not works for works in days.works.values()),
        moves=moves[:SHOWN],
        most=SHOWN,
        counted=Counter(move.of.value for move in moves),
    )


@post(f"{HERE}/days")
@shows_again(calendar_page)
async def apply(visit: NamedDependency[Visit]) -> Response[Any]:
    """Replace the year's days by those that were looked at, and move what they move."""
    viewer = visit.must_hold(Right.administer)
    days = days_in_text(visit.form(DaysForm).days)
    await apply_days(await visit.db(), days, by=viewer)
    return visit.redirect(f"{HERE}?year={days.year}", "calendar_applied")


async def _days_sent(visit: Visit) -> DaysOfYear:
    """The days in the file that was sent. Raises Invalid with a sentence for the field."""
    try:
        files = visit.uploads.get("file", [])
        if not files:
            raise NoDays
        with tempfile.TemporaryDirectory(prefix="wishboard-calendar-") as folder:
            async with read_table(_kept(folder, await files[0].read())) as table:
                return await days_in(table.header, table)
    except Invalid:
        raise
    except Refusal as refused:
        raise Invalid({"file": refused.sentence()}) from refused


def _kept(folder: str, content: bytes) -> Path:
    place = Path(folder, "days")
    place.write_bytes(content)
    return place


ROUTES = [show_calendar, preview, apply]
