"""The work lists of issues: one at a time, looked at through a sieve that stays in the address."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.accounts.roles import Right
from wishboard.core.filled import Filled
from wishboard.http.visit import Visit
from wishboard.issues import words
from wishboard.issues.desk import (
    IssueList,
    issue_counts,
    issue_desks,
    issue_lines,
    issue_lists_of,
)
from wishboard.web.categories import category_choices, in_a_row
from wishboard.web.desk.issues.lists import HINTS, LABELS, asked_in, must_have_issues
from wishboard.web.desk.places import area_choices
from wishboard.wishes.turning import mark_from

BULK = {IssueList.dispatch: "/desk/issues/dispatch"}


@get("/desk/issues")
async def show_issue_desk(visit: NamedDependency[Visit]) -> Response[Any]:
    """A work list of issues; without a choice the first one that is not empty."""
    viewer = must_have_issues(visit)
    db = await visit.db()
    asked = asked_in(visit.request.query_params)
    lists = issue_lists_of(viewer)
    desks = await issue_desks(db, viewer, asked.sieve, lists)
    lengths = await issue_counts(db, {o: desks[o] for o in lists if o is not IssueList.closed})
    asked = asked.or_waiting(lists, lengths)
    which = asked.which
    assert which is not None
    mark = mark_from(visit.request.query_params.get("after", ""), newest_first=asked.newest_first)
    rows = await issue_lines(db, desks[which], which, after=mark, limit=asked.limit)
    return visit.page(
        "desk/issues/worklist.html",
        asked=asked,
        tabs=asked.tabs(lists, LABELS, lengths),
        label=LABELS[which],
        hint=HINTS[which],
        filled=Filled(values=asked.given()),
        words=words,
        areas=await area_choices(db, viewer),
        categories=in_a_row(await category_choices(db)),
        bulk=BULK.get(which, "") if viewer.may_somewhere(Right.coordinate) else "",
        **asked.page(rows, mark),
    )


ROUTES = [show_issue_desk]
