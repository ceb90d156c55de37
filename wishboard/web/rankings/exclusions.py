"""Exclusions on the desk: asked for with evidence, decided by a second person."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.roles import Right
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.supervision.exclusions.commands import ask_exclusion, decide_exclusion
from wishboard.supervision.exclusions.forms import DecideExclusionForm, ExcludeForm
from wishboard.supervision.exclusions.queries import exclusions_for
from wishboard.supervision.exclusions.words import REASONS
from wishboard.web.suffixed import form_of

_HERE = "/rankings/exclusions"
_WHO = (Right.oversee, Right.handle)


async def exclusions_page(visit: Visit, public_id: str = "") -> Response[str]:
    """The exclusions that concern the viewer; `public_id` is the one a refused form was about."""
    viewer = visit.must_hold(*_WHO)
    return visit.page(
        "rankings/exclusions.html",
        rows=await exclusions_for(await visit.db(), viewer),
        reasons=[(reason.value, words) for reason, words in REASONS.items()],
        words=REASONS,
        decides=viewer.may_somewhere(Right.supervise),
        wish=visit.request.query_params.get("wish", "")[:24],
        refused_at=public_id,
        here=_HERE,
    )


@get(_HERE)
async def show_exclusions(visit: NamedDependency[Visit]) -> Response[Any]:
    """What is left out of the rates, or asked to be."""
    return await exclusions_page(visit)


@post(_HERE)
@shows_again(exclusions_page)
async def ask(visit: NamedDependency[Visit]) -> Response[Any]:
    """Ask that a wish is left out."""
    visit.must_hold(*_WHO)
    await ask_exclusion(await visit.db(), visit.form(ExcludeForm), by=visit.viewer)
    return visit.redirect(_HERE, "exclusion_asked")


@post(f"{_HERE}/{{public_id:str}}/decision")
@shows_again(exclusions_page)
async def decide(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Agree, or not."""
    visit.must_hold(Right.supervise)
    form = form_of(visit, DecideExclusionForm, public_id)
    await decide_exclusion(await visit.db(), public_id, form, by=visit.viewer)
    return visit.redirect(_HERE, "exclusion_decided")


ROUTES = [show_exclusions, ask, decide]
