"""My own: promises, offers, and the year."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from sqlmodel import col, select

from wishboard.claims.mine import mine
from wishboard.http.visit import Visit
from wishboard.quotas.year import own_year
from wishboard.wishes.models import Wish


@get("/me")
async def show_me(visit: NamedDependency[Visit]) -> Response[Any]:
    """What I have promised and what I owe and did this year, with the rows behind the number."""
    viewer, db = visit.must_sign_in(), await visit.db()
    year = await own_year(db, viewer)
    causes = {row.cause_id for row in year.rows}
    found = (await db.exec(select(Wish).where(col(Wish.public_id).in_(causes)))).all()
    return visit.page(
        "me/me.html",
        mine=await mine(db, viewer.person_id),
        year=year,
        wishes={wish.public_id: wish for wish in found},
    )


ROUTES = [show_me]
