"""Promises: claim, hand back, deliver."""

from datetime import date
from typing import Annotated, Any

from litestar import post
from litestar.di import NamedDependency
from litestar.params import Body, FromPath
from pydantic import Field

from wishboard.accounts.trees import organization_with
from wishboard.api.documented import example, refusals
from wishboard.api.shapes import ClaimShape, OutcomeShape
from wishboard.claims.commands import claim_wish, hand_back_claim
from wishboard.claims.forms import HandBackForm
from wishboard.claims.queries import hold_claim
from wishboard.core.forms import Form
from wishboard.http.visit import Visit
from wishboard.outcomes.delivery import deliver_wish
from wishboard.outcomes.forms import DeliverForm


class ClaimForm(Form):
    """The promised day; an organization's id to claim in its name; a word on qualification."""

    promised_on: date
    organization: str = Field(default="", max_length=16)
    qualified: bool = False


_CLAIM = Body(examples=example(promised_on="2026-12-01"))
_BACK = Body(examples=example(reason="临时出差，赶不回来"))
_DONE = Body(examples=example(done="送去一盏护眼台灯", reported=2, hours=1.5, paid_by="self_paid"))


@post("/wishes/{wish_id:str}/claims", responses=refusals(401, 403, 404, 409, 422), tags=["claims"])
async def claim(
    visit: NamedDependency[Visit], wish_id: FromPath[str], data: Annotated[ClaimForm, _CLAIM]
) -> ClaimShape:
    """Promise to grant a wish by a day."""
    viewer, db = visit.must_sign_in(), await visit.db()
    named = await organization_with(db, data.organization) if data.organization else None
    made = await claim_wish(
        db,
        wish_id,
        by=viewer,
        promised_on=data.promised_on,
        organization=named,
        qualified=data.qualified,
    )
    return ClaimShape.of(made, wish_id)


@post(
    "/claims/{claim_id:str}/release",
    status_code=200,
    responses=refusals(401, 403, 404, 409, 422),
    tags=["claims"],
)
async def hand_back(
    visit: NamedDependency[Visit], claim_id: FromPath[str], data: Annotated[HandBackForm, _BACK]
) -> ClaimShape:
    """Hand a promise back without shame; the next in line is asked."""
    viewer, db = visit.must_sign_in(), await visit.db()
    await hand_back_claim(db, claim_id, by=viewer, reason=data.reason)
    wish, ended = await hold_claim(db, claim_id)
    return ClaimShape.of(ended, wish.public_id)


@post(
    "/claims/{claim_id:str}/outcome", responses=refusals(401, 403, 404, 409, 422), tags=["claims"]
)
async def deliver(
    visit: NamedDependency[Visit], claim_id: FromPath[str], data: Annotated[DeliverForm, _DONE]
) -> OutcomeShape:
    """Report what was done; the wisher is asked."""
    viewer = visit.must_sign_in()
    return OutcomeShape.of(await deliver_wish(await visit.db(), claim_id, data, by=viewer))


ROUTES: list[Any] = [claim, hand_back, deliver]
