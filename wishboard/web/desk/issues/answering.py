"""First contact, more time and its decision, the written reply."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.handling.forms import ContactedForm, DecideForm, ExtendForm, ReplyForm
from wishboard.issues.handling.replies import reply_to
from wishboard.issues.handling.time import ask_for_time, decide_extension, first_contact
from wishboard.web.desk.issues.back import back_to
from wishboard.web.desk.issues.issue import issue_page

_HERE = "/desk/issues/{public_id:str}"


@post(f"{_HERE}/contact")
@shows_again(issue_page)
async def contact(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Write down that the wishers were reached."""
    visit.must_sign_in()
    await first_contact(await visit.db(), public_id, visit.form(ContactedForm), by=visit.viewer)
    return back_to(visit, public_id, "contacted")


@post(f"{_HERE}/extension")
@shows_again(issue_page)
async def extend(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Ask for more time."""
    visit.must_sign_in()
    await ask_for_time(await visit.db(), public_id, visit.form(ExtendForm), by=visit.viewer)
    return back_to(visit, public_id, "time_asked")


@post(f"{_HERE}/extension-decision")
@shows_again(issue_page)
async def decide(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Grant more time, or not."""
    visit.must_sign_in()
    await decide_extension(await visit.db(), public_id, visit.form(DecideForm), by=visit.viewer)
    return back_to(visit, public_id, "time_decided")


@post(f"{_HERE}/reply")
@shows_again(issue_page)
async def reply(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Answer in writing; the notice says whether the measure is clear."""
    visit.must_sign_in()
    written = await reply_to(await visit.db(), public_id, visit.form(ReplyForm), by=visit.viewer)
    return back_to(visit, public_id, "replied" if written.clear else "replied_unclear")


ROUTES = [contact, extend, decide, reply]
