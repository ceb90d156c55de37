"""Photos: taken in with a form, shown on a route of their own to whoever may see them."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from wishboard.core.database import AsyncSession
from wishboard.core.refusals import Invalid, NotFound, Refusal
from wishboard.disclosure.photos import OF_WISH, visible_photo
from wishboard.files.commands import add_photo
from wishboard.files.limits import PHOTOS_EACH
from wishboard.files.pictures import Picture, redraw
from wishboard.files.queries import picture_of
from wishboard.files.refusals import TooManyPhotos
from wishboard.http.visit import Visit
from wishboard.web.following import wisher_on
from wishboard.wishes.models import Wish

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=600",
    "Vary": "Cookie",
}


async def pictures_sent(visit: Visit, field: str = "photos") -> list[Picture]:
    """The photos of a form, drawn anew; to be asked for before the database is.

    Raises Invalid with a sentence for the field.
    """
    files = visit.uploads.get(field, [])
    try:
        if len(files) > PHOTOS_EACH:
            raise TooManyPhotos(limit=PHOTOS_EACH)
        return [await redraw(await file.read()) for file in files]
    except Refusal as refused:
        raise Invalid({field: refused.sentence()}) from refused


async def keep_pictures(db: AsyncSession, wish: Wish, pictures: list[Picture]) -> None:
    """Keep the photos that came with a wish; shown to others only as far as was agreed."""
    for picture in pictures:
        await add_photo(
            db,
            picture,
            owner_kind=OF_WISH,
            owner_id=wish.key,
            publishable=wish.may_photograph,
        )


@get("/photos/{public_id:str}")
async def show_photo(visit: NamedDependency[Visit], public_id: FromPath[str]) -> Response[Any]:
    """A photo in WebP, `?small` its preview."""
    db = await visit.db()
    try:
        photo = await visible_photo(db, public_id, to=visit.viewer)
    except NotFound:
        photo = await visible_photo(db, public_id, to=wisher_on(visit))
    small = "small" in visit.request.query_params
    content = await picture_of(photo, small=small)
    return Response(content, media_type="image/webp", headers=_HEADERS)


ROUTES = [show_photo]
