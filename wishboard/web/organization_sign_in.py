"""Sign in with the account of one's organization: away to its provider, and back."""

from dataclasses import astuple
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from wishboard.accounts.models import WayIn
from wishboard.accounts.single_sign_on.commands import person_vouched_for
from wishboard.accounts.single_sign_on.provider import (
    CALLBACK,
    Errand,
    arrival,
    departure,
    provider_is_set,
)
from wishboard.accounts.single_sign_on.refusals import NotVouchedFor
from wishboard.core.database import transaction
from wishboard.core.refusals import NotFound
from wishboard.core.throttle import QUARTER, throttle
from wishboard.http import cookies
from wishboard.http.visit import Visit
from wishboard.web.entrance import let_in, local

OFTEN = 60
"""So many departures and arrivals from one address in a quarter of an hour."""


@get("/sign-in/organization")
async def go_away(visit: NamedDependency[Visit]) -> Response[Any]:
    """Send the browser to the identity provider."""
    await _must_be_open(visit)
    errand, address = await departure()
    onward = local(visit.request.query_params.get("next", "/"))
    visit.keep(cookies.errand_cookie([*astuple(errand), onward]))
    return visit.redirect(address)


@get(CALLBACK)
async def come_back(visit: NamedDependency[Visit]) -> Response[Any]:
    """Take in whoever the provider sends back.

    A provider sends browsers back by GET, so this is a transaction of its own.
    """
    await _must_be_open(visit)
    kept = cookies.errand(visit.request.cookies.get(cookies.ERRAND, ""))
    if kept is None or len(kept) != 4:
        raise NotVouchedFor
    said = visit.request.query_params
    errand = Errand(*kept[:3])
    claims = await arrival(errand, state=said.get("state", ""), code=said.get("code", ""))
    visit.keep(cookies.gone(cookies.ERRAND))
    async with transaction() as db:
        person = await person_vouched_for(db, claims)
        return await let_in(visit, db, person, WayIn.organization, local(kept[3]))


async def _must_be_open(visit: Visit) -> None:
    if not provider_is_set():
        raise NotFound
    await throttle(f"organization-from:{visit.address}", most=OFTEN, per=QUARTER)


ROUTES = [go_away, come_back]
