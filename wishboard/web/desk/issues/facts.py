"""Who sponsors an issue, and what is known of an old problem."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.issues.forms import LegacyForm, SponsorForm
from wishboard.issues.opening import describe_legacy, sponsor_issue
from wishboard.web.desk.issues.back import back_to
from wishboard.web.desk.issues.issue import issue_page


@post("/desk/issues/{public_id:str}/sponsor")
@shows_again(issue_page)
async def sponsor(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Name the leader who answers for an issue."""
    visit.must_sign_in()
    await sponsor_issue(await visit.db(), public_id, visit.form(SponsorForm), by=visit.viewer)
    return back_to(visit, public_id, "sponsored")


@post("/desk/issues/{public_id:str}/legacy-facts")
@shows_again(issue_page)
async def keep_facts(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Write down since when an old problem stands, and what blocks it."""
    visit.must_sign_in()
    await describe_legacy(await visit.db(), public_id, visit.form(LegacyForm), by=visit.viewer)
    return back_to(visit, public_id, "facts_kept")


ROUTES = [sponsor, keep_facts]
