"""One's own year."""

from typing import Any

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.api.documented import refusals
from wishboard.api.shapes import CreditShape, Year
from wishboard.http.visit import Visit
from wishboard.quotas.year import own_year


@get("/years/{year:int}", responses=refusals(401, 404), tags=["years"])
async def show(visit: NamedDependency[Visit], year: FromPath[int]) -> Year:
    """What the asker owes and did in a year, with the rows behind the number."""
    viewer = visit.must_sign_in()
    found = await own_year(await visit.db(), viewer, year)
    rows = [CreditShape(row.cause_id, row.done_on, row.amount) for row in found.rows]
    return Year(found.year, found.owed, found.done, rows)


ROUTES: list[Any] = [show]
