"""The page of one wish, and its poster."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy import bindparam
from sqlmodel import col, select

from wishboard.accounts.models import Area, Organization
from wishboard.accounts.roles import Right
from wishboard.accounts.trees import local_name, organizations_of
from wishboard.catalogue.models import Category
from wishboard.catalogue.queries import shown
from wishboard.claims.chance import chance
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession
from wishboard.core.qr import qr_picture, qr_svg
from wishboard.core.refusals import NotFound
from wishboard.disclosure.audiences import audience_of
from wishboard.disclosure.helpers import helpers_of
from wishboard.disclosure.result import result_of
from wishboard.disclosure.sight import is_public, visible_wish
from wishboard.disclosure.timeline import timeline
from wishboard.http.visit import Visit
from wishboard.i18n import gettext as _
from wishboard.settings import settings
from wishboard.web.dates import promise_days
from wishboard.web.desk.words import RISKS
from wishboard.wishes.models import Wish
from wishboard.wishes.queries import shifts_of
from wishboard.wishes.stages import Risk

_BELONGS = (
    select(Area, Organization, Category)
    .select_from(Wish)
    .join(Area, col(Area.id) == col(Wish.area_id))
    .join(Organization, col(Organization.id) == col(Wish.keeper_id))
    .outerjoin(Category, col(Category.id) == col(Wish.category_id))
    .where(col(Wish.id) == bindparam("wish"))
)


async def wish_page(visit: Visit, public_id: str) -> Response[str]:
    """A wish as far as the viewer may see it, with what they can do about it."""
    db = await visit.db()
    sight = await visible_wish(db, public_id, to=visit.viewer)
    wish = sight.wish
    bodies = await organizations_of(db, visit.viewer, Right.keep) if visit.viewer.grants else []
    names = await _names(db, wish)
    return visit.page(
        "wishes/wish.html",
        sight=sight,
        wish=wish,
        **names,
        risks=risks_in_words(wish),
        shifts=await shifts_of(db, wish),
        chance=await chance(db, wish, visit.viewer, for_a_body=bool(bodies)),
        bodies=[(body.public_id, local_name(body)) for body in bodies],
        days=promise_days(),
        early=wish.board_at if wish.board_at and wish.board_at > now() else None,
        helpers=await helpers_of(db, wish, audience_of(sight)),
        result=await result_of(db, sight, visit.viewer),
        lines=await timeline(db, sight),
        share=share_text(wish, names["area"], names["category"]) if is_public(wish) else "",
    )


@get("/wishes/{public_id:str}")
async def show_wish(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """One wish."""
    return await wish_page(visit, public_id)


@get("/wishes/{public_id:str}/poster")
async def show_poster(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """A sheet for the notice board, made from the public summary only."""
    db = await visit.db()
    wish = await _public_wish(visit, public_id)
    names = await _names(db, wish)
    return visit.page(
        "wishes/poster.html",
        wish=wish,
        **names,
        shifts=await shifts_of(db, wish),
        address=address_of(wish),
        qr=qr_svg(address_of(wish), _("The way to this wish")),
    )


@get("/wishes/{public_id:str}/code")
async def show_code(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """The QR code that leads to a wish, as a picture: to draw it takes longer than its page."""
    wish = await _public_wish(visit, public_id)
    return Response(
        qr_picture(address_of(wish)),
        media_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=86400"},
    )


async def _public_wish(visit: Visit, public_id: str) -> Wish:
    wish = (await visible_wish(await visit.db(), public_id, to=visit.viewer)).wish
    if not is_public(wish):
        raise NotFound
    return wish


async def _names(db: AsyncSession, wish: Wish) -> dict[str, Any]:
    area, keeper, category = (await db.exec(_BELONGS, params={"wish": wish.key})).one()
    return {
        "area": local_name(area),
        "keeper": local_name(keeper),
        "category": shown(category) if category else "",
    }


def risks_in_words(wish: Wish) -> str:
    """The risk marks of a wish, in the reader's language."""
    return _(", ").join(str(RISKS[Risk(risk)]) for risk in wish.risks)


def address_of(wish: Wish) -> str:
    """Where the public finds a wish."""
    return f"{settings().public_url}/wishes/{wish.public_id}"


def share_text(wish: Wish, area: str, category: str) -> str:
    """A short text for a chat group, from the public summary only."""
    head = _("%(town)s wishboard: %(title)s", town=settings().town, title=wish.title)
    where = " · ".join(part for part in (area, category) if part)
    return "\n".join((head, wish.summary, where, address_of(wish)))


ROUTES = [show_wish, show_poster, show_code]
