"""What is stored about me: a page to read, a file to keep; and being erased for good."""

import json
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from litestar import Response, get, post
from litestar.di import NamedDependency
from pydantic import AfterValidator, Field

from wishboard.accounts.roles import Right
from wishboard.core.database import AsyncSession
from wishboard.core.forms import Form, Misfit
from wishboard.disclosure.erasing import erase_by_code, erase_wisher
from wishboard.disclosure.own_data import Sections, data_of_person, data_of_wisher
from wishboard.http.again import shows_again
from wishboard.http.visit import Visit
from wishboard.i18n import lazy
from wishboard.web import own_words as words
from wishboard.web.following import followed_wish, kept_nowhere, shown_once, wisher_on
from wishboard.web.tracking import track_page
from wishboard.wishes.codes import wish_by_code
from wishboard.wishes.models import Wish
from wishboard.wishes.wishers import ContactData

WISHERS, MEMBERS, ERASURE = "/track/wish/data", "/me/data", "/desk/erasure"


class PinForm(Form):
    """The PIN once more, before everything is shown unmasked."""

    asks: ClassVar = {"pin": lazy("Please enter the PIN from your slip.")}

    pin: str = Field(min_length=1, max_length=20)


def _was_asked(asked: bool) -> bool:
    if not asked:
        raise Misfit("asked", lazy("Please confirm: this cannot be undone."))
    return asked


class ErasureForm(Form):
    """The wish of whoever asked, and that it was asked."""

    asks: ClassVar = {"code": lazy("Please enter the code from the slip.")}

    code: str = Field(min_length=1, max_length=40)
    asked: Annotated[bool, AfterValidator(_was_asked)] = Field(False, validate_default=True)


async def wisher_page(visit: Visit) -> Response[Any]:
    """Everything about the wish this browser follows, contact data masked."""
    if wisher_on(visit).wish_id is None:
        return await track_page(visit)
    db = await visit.db()
    wish = await followed_wish(db, visit)
    found = masked(await data_of_wisher(db, wish))
    return kept_nowhere(visit.page("tracking/data.html", wish=wish, data=found, words=words))


@get(WISHERS)
async def show_wisher(visit: NamedDependency[Visit]) -> Response[Any]:
    """What is stored about who made the wish."""
    if wisher_on(visit).wish_id is None:
        return visit.redirect("/track")
    return await wisher_page(visit)


@post(WISHERS)
@shows_again(wisher_page)
async def download_wisher(visit: NamedDependency[Visit]) -> Response[Any]:
    """All of it in a file, after the PIN was typed once more."""
    db = await visit.db()
    wish = await _with_pin(db, visit)
    return shown_once(visit, as_file(await data_of_wisher(db, wish), f"wish-{wish.code}"))


@post("/track/wish/erasure")
@shows_again(wisher_page)
async def erase_me(visit: NamedDependency[Visit]) -> Response[Any]:
    """Erase whoever made the wish, as they ask with their PIN."""
    db = await visit.db()
    wish = await _with_pin(db, visit)
    await erase_wisher(db, wish.key, by=wisher_on(visit))
    return visit.redirect("/track/wish", "erased")


@get(MEMBERS)
async def show_member(visit: NamedDependency[Visit]) -> Response[Any]:
    """What is stored about somebody with an account."""
    viewer = visit.must_sign_in()
    found = await data_of_person(await visit.db(), viewer.person_id)
    return kept_nowhere(visit.page("me/data.html", data=found, words=words))


@get(f"{MEMBERS}/file")
async def download_member(visit: NamedDependency[Visit]) -> Response[Any]:
    """All of it in a file."""
    viewer = visit.must_sign_in()
    found = await data_of_person(await visit.db(), viewer.person_id)
    return as_file(found, "my-data")


async def erasure_page(visit: Visit) -> Response[str]:
    """Where an administrator erases who asked for it."""
    visit.must_hold(Right.administer)
    return visit.page("desk/erasure.html", here=ERASURE)


@get(ERASURE)
async def show_erasure(visit: NamedDependency[Visit]) -> Response[Any]:
    """The form for a receipt code."""
    return await erasure_page(visit)


@post(ERASURE)
@shows_again(erasure_page)
async def erase_them(visit: NamedDependency[Visit]) -> Response[Any]:
    """Erase whoever has the slip with this code."""
    viewer = visit.must_hold(Right.administer)
    form = visit.form(ErasureForm)
    await erase_by_code(await visit.db(), form.code, by=viewer)
    return visit.redirect(ERASURE, "erased")


async def _with_pin(db: AsyncSession, visit: Visit) -> Wish:
    """The wish this browser follows, once its PIN was typed again. Raises WrongCode, TooOften."""
    wish = await followed_wish(db, visit)
    return await wish_by_code(db, wish.code, visit.form(PinForm).pin, address=visit.address)


def masked(found: Sections) -> Sections:
    """The same with name, phone and address as the tracking page shows them."""
    if not found.get("contact"):
        return found
    told = ContactData(**found["contact"][0])
    shown = {"name": told.masked_name, "address": told.masked_address}
    if told.phone:
        shown["phone"] = told.masked_phone
    return found | {"contact": [{name: value for name, value in shown.items() if value}]}


def as_file(found: Sections, name: str) -> Response[str]:
    """Everything as JSON, for saving."""
    text = json.dumps(found, ensure_ascii=False, indent=2, default=_plain)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{name}.json"',
    }
    return Response(text, media_type="application/json", headers=headers)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


ROUTES = [
    show_wisher,
    download_wisher,
    erase_me,
    show_member,
    download_member,
    show_erasure,
    erase_them,
]
