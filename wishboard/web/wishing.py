"""Make a wish, without an account and on a phone; see what neighbours have wished already."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency

from wishboard.accounts.trees import NoSuchArea, area_with
from wishboard.accounts.viewer import NOBODY, wisher_of
from wishboard.core.database import AsyncSession
from wishboard.core.filled import Filled
from wishboard.disclosure.likely import likely_equals
from wishboard.files.limits import MAX_BYTES, PHOTOS_EACH
from wishboard.http import cookies
from wishboard.http.again import shows_again
from wishboard.http.visit import FOR_ANYBODY, Visit
from wishboard.supervision.stuck.commands import say_stuck
from wishboard.web.areas import area_groups
from wishboard.web.attempts import attempt_sent
from wishboard.web.following import wisher_on
from wishboard.web.photos import keep_pictures, pictures_sent
from wishboard.wishes.commands import collect_wish
from wishboard.wishes.flood import must_not_flood
from wishboard.wishes.forms import CollectForm
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import words_of
from wishboard.wishes.stages import Channel, Stage

BODY_LIMIT = PHOTOS_EACH * MAX_BYTES + 1_000_000
LEAST_TEXT = 4


async def new_wish_page(visit: Visit) -> Response[str]:
    """The form. A poster's QR code may name the area: `?area=…&channel=qr`."""
    asked = visit.request.query_params
    return visit.page(
        "wishing/new.html",
        groups=await area_groups(await visit.db()),
        area=asked.get("area", ""),
        channel=asked.get("channel", Channel.web.value),
    )


@get("/wishes/new")
async def show_new_wish(visit: NamedDependency[Visit]) -> Response[Any]:
    """Where a wish is written down."""
    return await new_wish_page(visit)


@post("/wishes", request_max_body_size=BODY_LIMIT, opt={FOR_ANYBODY: True})
@shows_again(new_wish_page)
async def make_wish(visit: NamedDependency[Visit]) -> Response[Any]:
    """Take in a wish from the wisher's own hand, whoever is signed in, and hand out the receipt."""
    form = visit.form(CollectForm)
    attempt = attempt_sent(visit)
    channel = Channel.qr if form.channel is Channel.qr else Channel.web
    await must_not_flood(visit.address)
    pictures = await pictures_sent(visit)
    db = await visit.db()
    if await _just_sent(db, visit, form.text):
        return visit.redirect("/receipt", "just_sent")
    wish = await collect_wish(db, form.model_copy(update={"channel": channel}), by=NOBODY)
    await keep_pictures(db, wish, pictures)
    if attempt:
        await say_stuck(db, wish.key, attempt, by=wisher_of(wish.key))
    visit.keep(cookies.followed_cookie(wish.key))
    return visit.redirect("/receipt")


async def _just_sent(db: AsyncSession, visit: Visit, text: str) -> bool:
    """Whether this browser follows a new wish in these very words: somebody went back to it."""
    followed = wisher_on(visit).wish_id
    wish = await db.get(Wish, followed) if followed else None
    if wish is None or wish.stage is not Stage.collected:
        return False
    words = await words_of(db, wish)
    return words is not None and words.text == text


async def similar_page(visit: Visit, text: str, area_id: str) -> Response[str]:
    """Published wishes and open issues like a text: a list for the form, or a page of its own."""
    db = await visit.db()
    found, area = [], None
    try:
        area = await area_with(db, area_id) if area_id else None
    except NoSuchArea:
        area_id = ""
    if area and len(text.strip()) >= LEAST_TEXT:
        found = await likely_equals(db, text, area)
    if visit.swapping:
        return visit.page("wishing/similar.html", found=found, text=text, area_id=area_id)
    return visit.page(
        "wishing/neighbours.html",
        found=found,
        text=text,
        area_id=area_id,
        groups=await area_groups(db),
        filled=Filled(values={"text": text, "area": area_id}),
    )


@get("/wishes/similar")
async def look_for_similar(visit: NamedDependency[Visit]) -> Response[Any]:
    """What neighbours have wished, as a page that also works without scripts."""
    asked = visit.request.query_params
    return await similar_page(visit, asked.get("text", ""), asked.get("area", ""))


@post("/wishes/similar", status_code=200, opt={FOR_ANYBODY: True})
async def show_similar(visit: NamedDependency[Visit]) -> Response[Any]:
    """The same while somebody types; what they type stays out of addresses and logs."""
    return await similar_page(
        visit, str(visit.sent.get("text", "")), str(visit.sent.get("area", ""))
    )


ROUTES = [show_new_wish, make_wish, look_for_similar, show_similar]
