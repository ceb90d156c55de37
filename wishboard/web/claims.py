"""Promises: claim, wait, extend, hand back, deliver, and the page of one's own promise."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.accounts.models import Area
from wishboard.accounts.trees import local_name, organization_with
from wishboard.claims.commands import claim_wish, extend_claim, hand_back_claim
from wishboard.claims.forms import ClaimForm, ExtendForm, HandBackForm
from wishboard.claims.queries import claim_seen_by, living_claims
from wishboard.claims.waiting import join_waiting_list, leave_waiting_list
from wishboard.core.clock import now
from wishboard.core.refusals import Invalid
from wishboard.disclosure.forms import RevealForm
from wishboard.disclosure.names import people_named
from wishboard.disclosure.photos import OF_OUTCOME
from wishboard.disclosure.reveal import reveal_contact
from wishboard.disclosure.sight import sight_of
from wishboard.files.commands import add_photo
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.outcomes.delivery import deliver_wish
from wishboard.outcomes.forms import DeliverForm
from wishboard.web.following import shown_once
from wishboard.web.photos import pictures_sent
from wishboard.web.wish import wish_page
from wishboard.web.wishing import BODY_LIMIT
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import shifts_of
from wishboard.wishes.stages import Kind
from wishboard.wishes.wishers import ContactData


@post("/wishes/{public_id:str}/claims")
@shows_again(wish_page)
async def claim(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Promise to grant a wish by a day."""
    viewer, form, db = visit.must_sign_in(), visit.form(ClaimForm), await visit.db()
    if form.day is None:
        raise Invalid({"promised_on": _("Please choose a day.")})
    body = await organization_with(db, form.organization) if form.organization else None
    made = await claim_wish(
        db, public_id, by=viewer, promised_on=form.day, organization=body, qualified=form.qualified
    )
    return visit.redirect(f"/claims/{made.public_id}", "claimed")


@post("/wishes/{public_id:str}/waiting")
@shows_again(wish_page)
async def wait(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Join the waiting list."""
    await join_waiting_list(await visit.db(), public_id, by=visit.must_sign_in())
    return visit.redirect(f"/wishes/{public_id}", "waiting")


@post("/wishes/{public_id:str}/waiting/end")
@shows_again(wish_page)
async def stop_waiting(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """Leave the waiting list."""
    await leave_waiting_list(await visit.db(), public_id, by=visit.must_sign_in())
    return visit.redirect(f"/wishes/{public_id}", "left")


async def claim_page(
    visit: Visit, claim_id: str, contact: ContactData | None = None
) -> Response[str]:
    """A promise of one's own, or of an organization one acts for, with all that can be done."""
    db = await visit.db()
    wish, own = await claim_seen_by(db, claim_id, visit.must_sign_in())
    together, shifts = await living_claims(db, wish), await shifts_of(db, wish)
    people = await people_named(db, [one.person_id for one in together])
    return visit.page(
        "claims/claim.html",
        wish=wish,
        claim=own,
        sight=await sight_of(db, wish, visit.viewer),
        here=f"/claims/{claim_id}",
        area=local_name(await db.get_one(Area, wish.area_id)),
        shifts=shifts,
        over=all(shift.ends_at <= now() for shift in shifts),
        together=[(one.public_id, people[one.person_id].name) for one in together],
        contact=contact,
    )


@get("/claims/{claim_id:str}")
async def show(visit: NamedDependency[Visit], claim_id: FromPath[str]) -> Response[Any]:
    """One's own promise."""
    return await claim_page(visit, claim_id)


@post("/claims/{claim_id:str}/reveal", status_code=200)
@shows_again(claim_page)
async def reveal(visit: NamedDependency[Visit], claim_id: FromPath[str]) -> Response[Any]:
    """Show the contact data for a purpose; the wisher sees that it was done."""
    viewer, form, db = visit.must_sign_in(), visit.form(RevealForm), await visit.db()
    wish, _own = await claim_seen_by(db, claim_id, viewer)
    contact = await reveal_contact(db, await sight_of(db, wish, viewer), form.purpose, by=viewer)
    return shown_once(visit, await claim_page(visit, claim_id, contact))


@post("/claims/{claim_id:str}/extension")
@shows_again(claim_page)
async def extend(visit: NamedDependency[Visit], claim_id: FromPath[str]) -> Response[Any]:
    """Move the promised day, once."""
    viewer, form, db = visit.must_sign_in(), visit.form(ExtendForm), await visit.db()
    await extend_claim(db, claim_id, by=viewer, promised_on=form.promised_on, reason=form.reason)
    return visit.redirect(f"/claims/{claim_id}", "extended")


@post("/claims/{claim_id:str}/release")
@shows_again(claim_page)
async def hand_back(visit: NamedDependency[Visit], claim_id: FromPath[str]) -> Response[Any]:
    """Hand the place back."""
    viewer, form, db = visit.must_sign_in(), visit.form(HandBackForm), await visit.db()
    await hand_back_claim(db, claim_id, by=viewer, reason=form.reason)
    return visit.redirect("/me", "handed_back")


@post("/claims/{claim_id:str}/outcome", request_max_body_size=BODY_LIMIT)
@shows_again(claim_page)
async def deliver(visit: NamedDependency[Visit], claim_id: FromPath[str]) -> Response[Any]:
    """Report what was done, with photos of the thing where somebody likes to add them."""
    viewer = visit.must_sign_in()
    if "joint" in visit.sent:
        visit.sent.setdefault("participants", [])
    form = visit.form(DeliverForm)
    pictures = await pictures_sent(visit)
    db = await visit.db()
    outcome = await deliver_wish(db, claim_id, form, by=viewer)
    wish = await db.get_one(Wish, outcome.wish_id)
    agreed = wish.may_photograph or wish.kind is Kind.community_task
    for picture in pictures:
        await add_photo(
            db, picture, owner_kind=OF_OUTCOME, owner_id=outcome.key, publishable=agreed
        )
    return visit.redirect("/me", "delivered")


ROUTES = [
    claim,
    wait,
    stop_waiting,
    show,
    reveal,
    extend,
    hand_back,
    deliver,
]
