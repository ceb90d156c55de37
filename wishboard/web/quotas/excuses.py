"""Excusing a member, and ending it."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.quotas.excuses.commands import end_excuse, excuse_member
from wishboard.quotas.excuses.forms import ExcuseForm
from wishboard.quotas.scope import member_for
from wishboard.web.quotas.why import member_page


@post("/quotas/members/{public_id:str}/excuses")
@shows_again(member_page)
async def excuse(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Excuse a member."""
    viewer, db = visit.must_hold(Right.keep), await visit.db()
    await member_for(db, public_id, viewer, Right.keep)
    await excuse_member(db, public_id, visit.form(ExcuseForm), by=viewer)
    return visit.redirect(f"/quotas/members/{public_id}", "excused")


@post("/quotas/excuses/{public_id:str}/end")
async def end(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """End an excuse."""
    viewer, db = visit.must_hold(Right.keep), await visit.db()
    person = await end_excuse(db, public_id, by=viewer)
    return visit.redirect(f"/quotas/members/{person.public_id}", "excuse_ended")


ROUTES = [excuse, end]
