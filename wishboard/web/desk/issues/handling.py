"""Dispatch, accept or object, decide, call in support."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.handling.assignments import call_support, dispatch_issue
from wishboard.issues.handling.forms import DecideForm, DispatchForm, ObjectForm, SupportForm
from wishboard.issues.handling.objections import accept_issue, decide_objection, object_to
from wishboard.web.desk.issues.back import back_to
from wishboard.web.desk.issues.issue import issue_page

_HERE = "/desk/issues/{public_id:str}"


@post(f"{_HERE}/dispatch")
@shows_again(issue_page)
async def dispatch(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Give an issue to the body responsible."""
    visit.must_sign_in()
    await dispatch_issue(await visit.db(), public_id, visit.form(DispatchForm), by=visit.viewer)
    return back_to(visit, public_id, "dispatched")


@post(f"{_HERE}/acceptance")
@shows_again(issue_page)
async def accept(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Take an issue into hand."""
    visit.must_sign_in()
    await accept_issue(await visit.db(), public_id, by=visit.viewer)
    return back_to(visit, public_id, "accepted")


@post(f"{_HERE}/objection")
@shows_again(issue_page)
async def object_(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Say that another body is responsible."""
    visit.must_sign_in()
    await object_to(await visit.db(), public_id, visit.form(ObjectForm), by=visit.viewer)
    return back_to(visit, public_id, "objected")


@post(f"{_HERE}/objection-decision")
@shows_again(issue_page)
async def decide(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Decide an objection."""
    visit.must_sign_in()
    await decide_objection(await visit.db(), public_id, visit.form(DecideForm), by=visit.viewer)
    return back_to(visit, public_id, "objection_decided")


@post(f"{_HERE}/support")
@shows_again(issue_page)
async def support(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Have another organization help the lead."""
    visit.must_sign_in()
    await call_support(await visit.db(), public_id, visit.form(SupportForm), by=visit.viewer)
    return back_to(visit, public_id, "supported")


ROUTES = [dispatch, accept, object_, decide, support]
