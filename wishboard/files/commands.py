"""Taking a photo in, and giving photos up."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from wishboard.core.clock import now
from wishboard.files import storage
from wishboard.files.limits import PHOTOS_EACH
from wishboard.files.models import Photo
from wishboard.files.pictures import Picture, redraw
from wishboard.files.refusals import TooManyPhotos


async def add_photo(
    db: AsyncSession,
    content: bytes | Picture,
    *,
    owner_kind: str,
    owner_id: int,
    publishable: bool = False,
) -> Photo:
    """Take in a photo of something: the file as it came, or redrawn before the transaction began.

    The pictures are stored before the row is written, so that no row ever lacks its picture; what
    a rolled-back transaction leaves in the store is swept up. Raises NotAPicture, TooLarge and
    TooManyPhotos (more than three of one thing).
    """
    picture = content if isinstance(content, Picture) else await redraw(content)
    position = await _free_position(db, owner_kind, owner_id)
    place = storage.new_place()
    await storage.keep(place, picture.large, picture.small)
    photo = Photo(
        owner_kind=owner_kind,
        owner_id=owner_id,
        position=position,
        place=place,
        width=picture.width,
        height=picture.height,
        size=len(picture.large),
        publishable=publishable,
    )
    db.add(photo)
    await db.flush()
    return photo


async def purge_photos(db: AsyncSession, owner_kind: str, owner_id: int) -> int:
    """Give up all photos of something: unseen from now on, erased by the next sweep. How many."""
    whose = and_(col(Photo.owner_kind) == owner_kind, col(Photo.owner_id) == owner_id)
    return await _give_up(db, whose)


async def erase_photos(db: AsyncSession, owner_kind: str, owner_ids: Collection[int]) -> None:
    """Erase all photos of some things at once, from the store as well."""
    whose = and_(col(Photo.owner_kind) == owner_kind, col(Photo.owner_id).in_(owner_ids))
    await _give_up(db, whose)
    found = await db.exec(select(Photo).where(whose, col(Photo.place).is_not(None)))
    photos = found.all()
    await storage.erase([photo.place for photo in photos if photo.place])
    for photo in photos:
        photo.place = None
    await db.flush()


async def purge_photo(db: AsyncSession, public_id: str) -> bool:
    """Give up one photo; whether it was there."""
    return await _give_up(db, col(Photo.public_id) == public_id) == 1


async def _give_up(db: AsyncSession, which: ColumnElement[bool]) -> int:
    given_up = await db.exec(
        update(Photo)
        .where(which, col(Photo.purged_at).is_(None))
        .values(purged_at=now())
        .returning(col(Photo.id))
    )
    return len(given_up.all())


async def _free_position(db: AsyncSession, owner_kind: str, owner_id: int) -> int:
    """The first free position, held for this transaction: others of the same owner wait."""
    await db.exec(select(func.pg_advisory_xact_lock(func.hashtextextended(owner_kind, owner_id))))
    taken = await db.exec(
        select(Photo.position).where(
            Photo.owner_kind == owner_kind,
            Photo.owner_id == owner_id,
            col(Photo.purged_at).is_(None),
        )
    )
    free = sorted(set(range(PHOTOS_EACH)) - set(taken.all()))
    if not free:
        raise TooManyPhotos(limit=PHOTOS_EACH)
    return free[0]
