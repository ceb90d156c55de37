"""Looking photos up. Who may see them is decided above."""

from collections import defaultdict
from collections.abc import Collection

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from wishboard.core.refusals import NotFound
from wishboard.files import storage
from wishboard.files.models import Photo


async def photos_of(db: AsyncSession, owner_kind: str, owner_id: int) -> list[Photo]:
    """The photos of one thing, in order."""
    return (await photos_of_many(db, owner_kind, [owner_id])).get(owner_id, [])


async def photos_of_many(
    db: AsyncSession, owner_kind: str, owner_ids: Collection[int]
) -> dict[int, list[Photo]]:
    """The photos of many things of one kind in one query, by the owner's key."""
    found = await db.exec(
        select(Photo)
        .where(
            Photo.owner_kind == owner_kind,
            col(Photo.owner_id).in_(owner_ids),
            col(Photo.purged_at).is_(None),
        )
        .order_by(col(Photo.owner_id), col(Photo.position))
    )
    photos: dict[int, list[Photo]] = defaultdict(list)
    for photo in found:
        photos[photo.owner_id].append(photo)
    return dict(photos)


async def photo_by_public_id(db: AsyncSession, public_id: str) -> Photo:
    """One photo that is not purged. Raises NotFound."""
    found = await db.exec(
        select(Photo).where(Photo.public_id == public_id, col(Photo.purged_at).is_(None))
    )
    photo = found.first()
    if photo is None:
        raise NotFound
    return photo


async def picture_of(photo: Photo, *, small: bool = False) -> bytes:
    """The bytes of a photo as WebP. Raises NotFound."""
    if photo.place is None:
        raise NotFound
    try:
        return await storage.fetch(photo.place, small=small)
    except FileNotFoundError as error:
        raise NotFound from error
