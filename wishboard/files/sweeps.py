"""What the clock does with photos: erase what was given up, and what nobody ever finished."""

from datetime import date, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from wishboard.core.clock import today
from wishboard.files import storage
from wishboard.files.models import Photo

_GRACE = timedelta(days=2)
_LOOK_BACK = timedelta(days=30)


async def erase_purged(db: AsyncSession, *, limit: int = 200) -> int:
    """Erase the pictures of purged photos from the store, the oldest first. How many photos."""
    found = await db.exec(
        select(Photo)
        .where(col(Photo.purged_at).is_not(None), col(Photo.place).is_not(None))
        .order_by(col(Photo.purged_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    photos = found.all()
    await storage.erase([photo.place for photo in photos if photo.place])
    for photo in photos:
        photo.place = None
    await db.flush()
    return len(photos)


async def sweep_orphans(db: AsyncSession, *, since: date | None = None) -> int:
    """Erase stored pictures that no row knows, from `since` (30 days ago) to two days ago.

    Younger ones may belong to a transaction that has not ended. How many photos.
    """
    day = since or today() - _LOOK_BACK
    erased = 0
    while day <= today() - _GRACE:
        async for places in storage.places_of(day):
            known = await db.exec(select(Photo.place).where(col(Photo.place).in_(places)))
            orphans = places - {place for place in known if place}
            await storage.erase(orphans)
            erased += len(orphans)
        day += timedelta(days=1)
    return erased
