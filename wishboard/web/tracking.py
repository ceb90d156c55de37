"""Follow a wish like a parcel, by code and PIN or by QR code; answer, withdraw, reopen."""

from typing import Any, ClassVar

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field

from wishboard.accounts.trees import local_name
from wishboard.core.filled import Filled
from wishboard.core.forms import Form
from wishboard.disclosure.following import follow
from wishboard.endings.commands import withdraw_wish
from wishboard.endings.forms import WithdrawForm
from wishboard.http import cookies
from wishboard.http.again import shows_again
from wishboard.http.visit import FOR_ANYBODY, Visit
from wishboard.i18n import lazy
from wishboard.mediation.queries import mediation_of
from wishboard.outcomes.answers import answer_wish
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.forms import AnswerForm, ReopenForm
from wishboard.supervision import words
from wishboard.supervision.stuck.queries import attempt_of
from wishboard.web.behind import behind_page
from wishboard.web.following import followed_wish, kept_nowhere, wisher_on
from wishboard.wishes.codes import WrongCode, wish_by_code, wish_by_slip

OWN = "/track/wish"


class TrackForm(Form):
    """The two numbers on a slip."""

    asks: ClassVar = {
        "code": lazy("Please enter the code from your slip."),
        "pin": lazy("Please enter the PIN from your slip."),
    }

    code: str = Field(min_length=1, max_length=40)
    pin: str = Field(min_length=1, max_length=20)


async def track_page(visit: Visit, filled: Filled | None = None) -> Response[str]:
    """The form for code and PIN."""
    following = wisher_on(visit).wish_id is not None
    filled = filled or visit.filled("/track")
    return visit.page("tracking/find.html", following=following, filled=filled)


@get("/track")
async def show_track(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where somebody with a slip comes back."""
    return await track_page(visit)


@post("/track", opt={FOR_ANYBODY: True})
@shows_again(track_page)
async def track(visit: NamedDependency[Visit]) -> Response[Any]:
    """Follow the wish that code and PIN belong to."""
    form = visit.form(TrackForm)
    wish = await wish_by_code(await visit.db(), form.code, form.pin, address=visit.address)
    visit.keep(cookies.followed_cookie(wish.key))
    return visit.redirect(OWN)


@get("/slips/{public_id:str}/{token:str}")
async def open_slip(
    visit: NamedDependency[Visit], public_id: FromPath[str], token: FromPath[str]
) -> Response[Any]:
    """Follow the wish whose QR code was scanned."""
    try:
        wish = await wish_by_slip(await visit.db(), public_id, token)
    except WrongCode as refused:
        visit.refused = refused
        return await track_page(visit, Filled(errors={"": refused.sentence()}))
    visit.keep(cookies.followed_cookie(wish.key))
    return visit.redirect(OWN)


async def own_wish_page(visit: Visit) -> Response[Any]:
    """The wish this browser follows; without one, on to code and PIN."""
    if wisher_on(visit).wish_id is None:
        if visit.refused:
            return await track_page(visit, Filled(errors={"": visit.refused.sentence()}))
        return visit.redirect("/track")
    db = await visit.db()
    followed = await follow(db, await followed_wish(db, visit))
    mediation = await mediation_of(db, followed.wish)
    return kept_nowhere(
        visit.page(
            "tracking/wish.html",
            followed=followed,
            place=local_name(followed.area),
            behind=await behind_page(db, followed),
            attempt=await attempt_of(db, followed.wish),
            mediation=mediation,
            committee=local_name(mediation.committee) if mediation else "",
            settled=words.SETTLED,
        )
    )


@get(OWN)
async def show_own_wish(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where the wish is, who has it, who will come."""
    return await own_wish_page(visit)


@post(f"{OWN}/answer")
@shows_again(own_wish_page)
async def answer(visit: NamedDependency[Visit]) -> Response[Any]:
    """Take the wisher's word on what was done."""
    form = visit.form(AnswerForm)
    db = await visit.db()
    await answer_wish(db, (await followed_wish(db, visit)).key, form, by=wisher_on(visit))
    return visit.redirect(OWN, "answered" if form.done else "try_again")


@post(f"{OWN}/withdrawal")
@shows_again(own_wish_page)
async def withdraw(visit: NamedDependency[Visit]) -> Response[Any]:
    """Take the wish back."""
    form = visit.form(WithdrawForm)
    db = await visit.db()
    await withdraw_wish(db, (await followed_wish(db, visit)).key, form, by=wisher_on(visit))
    return visit.redirect(OWN, "wish_withdrawn")


@post(f"{OWN}/reopening")
@shows_again(own_wish_page)
async def reopen(visit: NamedDependency[Visit]) -> Response[Any]:
    """Open it again: it was not done after all."""
    form = visit.form(ReopenForm)
    db = await visit.db()
    await reopen_wish(db, (await followed_wish(db, visit)).key, form, by=wisher_on(visit))
    return visit.redirect(OWN, "reopened")


@post("/track/leave")
async def leave(visit: NamedDependency[Visit]) -> Response[Any]:
    """Stop following on this browser: it may belong to somebody else."""
    visit.keep(cookies.gone(cookies.FOLLOWED))
    return visit.redirect("/track", "unfollowed")


ROUTES = [show_track, track, open_slip, show_own_wish, answer, withdraw, reopen, leave]
