"""My year: what I owe, what I did, what I have promised, and the rows behind each number."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.claims.promised import promised_by, promises_of
from wishboard.core.filled import Filled
from wishboard.http.visit import Visit
from wishboard.quotas.closing.gate import answers_for, closing_of
from wishboard.quotas.year import own_year
from wishboard.reports.causes import entries
from wishboard.web.quotas import words
from wishboard.web.quotas.asked import year_asked, years


@get("/me/year")
async def show_own_year(visit: NamedDependency[Visit]) -> Response[Any]:
    """One's own year, or an earlier one."""
    viewer, db, asked = visit.must_sign_in(), await visit.db(), year_asked(visit)
    found = await own_year(db, viewer, asked)
    body_id = await answers_for(db, viewer.person_id, asked)
    return visit.page(
        "quotas/own.html",
        year=found,
        standing=found.standing,
        entries=await entries(db, found.rows),
        promised=(await promised_by(db, [viewer.person_id])).get(viewer.person_id, 0),
        promises=await promises_of(db, viewer.person_id),
        closed=await closing_of(db, body_id, asked) if body_id else None,
        filled=Filled(values={"year": str(asked)}),
        years=years(),
        words=words,
    )


ROUTES = [show_own_year]
