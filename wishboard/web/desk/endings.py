"""The other ways out: put off and bring back, decline, hand over, hand to mediators."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.endings.commands import (
    decline_wish,
    defer_wish,
    resume_wish,
    transfer_wish,
)
from wishboard.endings.forms import DeclineForm, DeferForm, MediateForm, TransferForm
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.mediation.commands import hand_over
from wishboard.web.desk.onward import way_from
from wishboard.web.desk.wish import wish_page


@post("/desk/wishes/{public_id:str}/deferral")
@shows_again(wish_page)
async def defer(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Put a wish off until a review date."""
    way = await way_from(visit, public_id)
    await defer_wish(await visit.db(), public_id, visit.form(DeferForm), by=visit.viewer)
    return await way.onward("deferred")


@post("/desk/wishes/{public_id:str}/resumption")
@shows_again(wish_page)
async def resume(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Bring a deferred wish back before its date."""
    way = await way_from(visit, public_id)
    await resume_wish(await visit.db(), public_id, by=visit.viewer)
    return way.stay("resumed")


@post("/desk/wishes/{public_id:str}/decline")
@shows_again(wish_page)
async def decline(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Decline a wish with a reason its wisher reads."""
    way = await way_from(visit, public_id)
    await decline_wish(await visit.db(), public_id, visit.form(DeclineForm), by=visit.viewer)
    return await way.onward("declined")


@post("/desk/wishes/{public_id:str}/transfer")
@shows_again(wish_page)
async def transfer(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Hand a wish to whoever is responsible instead."""
    way = await way_from(visit, public_id)
    await transfer_wish(await visit.db(), public_id, visit.form(TransferForm), by=visit.viewer)
    return await way.onward("transferred")


@post("/desk/wishes/{public_id:str}/mediation")
@shows_again(wish_page)
async def mediate(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Hand a registered wish to a people's mediation committee."""
    way = await way_from(visit, public_id)
    await hand_over(await visit.db(), public_id, visit.form(MediateForm), by=visit.viewer)
    return await way.onward("mediated")


ROUTES = [defer, resume, decline, transfer, mediate]
