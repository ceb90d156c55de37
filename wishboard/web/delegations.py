"""Roles in other hands for a time: one's own page, and the administrator's."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.delegations.commands import LONGEST, hand_on
from wishboard.accounts.delegations.ending import take_back
from wishboard.accounts.delegations.forms import HandOnForm
from wishboard.accounts.delegations.queries import (
    colleagues,
    delegations_of,
    delegations_over,
    own_roles,
    parts_of,
)
from wishboard.accounts.roles import Right
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.web.desk import words

OWN, OVER = "/me/delegations", "/desk/delegations"


async def own_page(visit: Visit) -> Response[str]:
    """What I handed on, what was handed to me, and the form to hand on."""
    viewer, db = visit.must_sign_in(), await visit.db()
    roles = await own_roles(db, viewer)
    return visit.page(
        "delegations/own.html",
        delegations=await delegations_of(db, viewer.person_id),
        roles=[
            (one.appointment.id, f"{words.ROLES[one.appointment.role]} · {one.where}")
            for one in roles
        ],
        parts=await parts_of(db, roles),
        colleagues=await colleagues(db, viewer),
        words=words,
        longest=LONGEST,
    )


@get(OWN)
async def show_own(visit: NamedDependency[Visit]) -> Response[Any]:
    """My own delegations."""
    return await own_page(visit)


@post(OWN)
@shows_again(own_page)
async def give(visit: NamedDependency[Visit]) -> Response[Any]:
    """Hand a role on."""
    viewer = visit.must_sign_in()
    await hand_on(await visit.db(), visit.form(HandOnForm), by=viewer)
    return visit.redirect(OWN, "handed_on")


@post("/delegations/{public_id:str}/end")
async def end(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Take back what was handed on: one's own, or as administrator."""
    viewer = visit.must_sign_in()
    delegation = await take_back(await visit.db(), public_id, by=viewer)
    own = delegation.giver_id == viewer.person_id
    return visit.redirect(OWN if own else OVER, "taken_back")


@get(OVER)
async def show_all(visit: NamedDependency[Visit]) -> Response[Any]:
    """Every delegation within the administrator's places."""
    viewer, db = visit.must_hold(Right.administer), await visit.db()
    found = await delegations_over(db, viewer)
    return visit.page("delegations/over.html", delegations=found, words=words)


ROUTES = [show_own, give, end, show_all]
