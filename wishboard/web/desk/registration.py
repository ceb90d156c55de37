"""Register, publish, approve, put right: the keeper's everyday deeds."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.refusals import Refusal
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.web.desk.onward import way_from
from wishboard.web.desk.wish import wish_page
from wishboard.wishes.commands import approve_worth, publish_wish, register_wish
from wishboard.wishes.corrections import correct_wish, record_consent
from wishboard.wishes.forms import RegisterForm


@post("/desk/wishes/{public_id:str}/registration")
@shows_again(wish_page)
async def register(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Register a wish, and publish it in the same step where `publish` is asked for.

    What cannot be published is registered all the same, and the page says why it is not.
    """
    way = await way_from(visit, public_id)
    db = await visit.db()
    await register_wish(db, public_id, visit.form(RegisterForm), by=visit.viewer)
    if "publish" not in visit.sent:
        return await way.onward("registered")
    try:
        await publish_wish(db, public_id, by=visit.viewer)
    except Refusal as refusal:
        return way.stay(f"registered_{refusal.code}")
    return await way.onward("published")


@post("/desk/wishes/{public_id:str}/publication")
@shows_again(wish_page)
async def publish(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Put a registered wish on the board."""
    way = await way_from(visit, public_id)
    await publish_wish(await visit.db(), public_id, by=visit.viewer)
    return await way.onward("published")


@post("/desk/wishes/{public_id:str}/approval")
@shows_again(wish_page)
async def approve(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Approve a share above the cap, as the parent of the keeper."""
    way = await way_from(visit, public_id)
    await approve_worth(await visit.db(), public_id, by=visit.viewer)
    return await way.onward("approved")


@post("/desk/wishes/{public_id:str}/correction")
@shows_again(wish_page)
async def correct(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Put right what was registered, as long as nobody has claimed it."""
    way = await way_from(visit, public_id)
    await correct_wish(await visit.db(), public_id, visit.form(RegisterForm), by=visit.viewer)
    return way.stay("corrected")


@post("/desk/wishes/{public_id:str}/consent")
@shows_again(wish_page)
async def consent(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Write down that the wisher agrees to a public summary."""
    way = await way_from(visit, public_id)
    await record_consent(await visit.db(), public_id, by=visit.viewer)
    return way.stay("consented")


ROUTES = [register, publish, approve, correct, consent]
