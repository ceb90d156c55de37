"""Photos of a thing: few, kept safely, given up and erased."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from obstore.store import S3Store
from PIL import Image
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.core.refusals import NotFound
from wishboard.files import storage
from wishboard.files.commands import add_photo, purge_photo, purge_photos
from wishboard.files.models import Photo
from wishboard.files.pictures import Picture, redraw
from wishboard.files.queries import photo_by_public_id, photos_of, photos_of_many, picture_of
from wishboard.files.refusals import NotAPicture, TooManyPhotos
from wishboard.files.sweeps import erase_purged, sweep_orphans
from wishboard.settings import settings


@pytest.fixture(scope="session")
async def picture() -> Picture:
    buffer = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(buffer, "JPEG")
    return await redraw(buffer.getvalue())


@pytest.fixture
async def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Path]:
    """An empty store of this test's own."""
    monkeypatch.setattr(settings(), "data_dir", tmp_path)
    storage.store.cache_clear()
    yield tmp_path / "files"
    storage.store.cache_clear()


@pytest.fixture
async def db(fresh_database: str, folder: Path) -> AsyncIterator[AsyncSession]:
    async with transaction() as session:
        yield session


def stored(folder: Path) -> int:
    """How many pictures lie in the store."""
    return sum(path.is_file() for path in folder.rglob("*"))


def is_private(folder: Path) -> bool:
    return folder.stat().st_mode & 0o077 == 0


async def test_a_photo_is_kept_in_two_sizes(
    db: AsyncSession, folder: Path, picture: Picture
) -> None:
    photo = await add_photo(db, picture, owner_kind="wish", owner_id=7, publishable=True)
    assert (photo.position, photo.width, photo.height) == (0, 900, 600)
    assert (photo.preview_width, photo.preview_height) == (480, 320)
    assert photo.size == len(picture.large)
    assert await picture_of(photo) == picture.large
    assert await picture_of(photo, small=True) == picture.small
    assert stored(folder) == 2
    assert photo.place is not None
    assert is_private(folder)


async def test_a_file_as_it_came_is_redrawn(db: AsyncSession, folder: Path) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (30, 20)).save(buffer, "PNG")
    photo = await add_photo(db, buffer.getvalue(), owner_kind="wish", owner_id=7)
    assert (photo.width, photo.height, photo.publishable) == (30, 20, False)
    with pytest.raises(NotAPicture):
        await add_photo(db, b"<svg/>", owner_kind="wish", owner_id=7)
    assert stored(folder) == 2


async def test_three_photos_are_enough(db: AsyncSession, folder: Path, picture: Picture) -> None:
    for position in range(3):
        photo = await add_photo(db, picture, owner_kind="wish", owner_id=7)
        assert photo.position == position
    with pytest.raises(TooManyPhotos) as refused:
        await add_photo(db, picture, owner_kind="wish", owner_id=7)
    assert refused.value.facts == {"limit": 3}
    assert stored(folder) == 6
    await add_photo(db, picture, owner_kind="outcome", owner_id=7)


async def test_ten_at_once_leave_three(fresh_database: str, folder: Path, picture: Picture) -> None:
    async def add() -> bool:
        try:
            async with transaction() as db:
                await add_photo(db, picture, owner_kind="wish", owner_id=7)
        except TooManyPhotos:
            return False
        return True

    assert sum(await asyncio.gather(*(add() for _ in range(10)))) == 3
    async with transaction() as db:
        assert [photo.position for photo in await photos_of(db, "wish", 7)] == [0, 1, 2]


async def test_a_removed_photo_makes_room_in_its_place(db: AsyncSession, picture: Picture) -> None:
    photos = [await add_photo(db, picture, owner_kind="wish", owner_id=7) for _ in range(3)]
    assert await purge_photo(db, photos[1].public_id)
    assert not await purge_photo(db, photos[1].public_id)
    assert (await add_photo(db, picture, owner_kind="wish", owner_id=7)).position == 1


async def test_photos_of_many_things_come_in_one_answer(db: AsyncSession, picture: Picture) -> None:
    first = await add_photo(db, picture, owner_kind="wish", owner_id=7)
    second = await add_photo(db, picture, owner_kind="wish", owner_id=8)
    await add_photo(db, picture, owner_kind="outcome", owner_id=7)
    assert await photos_of_many(db, "wish", [7, 8, 9]) == {7: [first], 8: [second]}


async def test_purged_photos_are_unseen_at_once_and_erased_by_the_sweep(
    db: AsyncSession, folder: Path, picture: Picture
) -> None:
    photo = await add_photo(db, picture, owner_kind="wish", owner_id=7)
    other = await add_photo(db, picture, owner_kind="wish", owner_id=8)
    assert await purge_photos(db, "wish", 7) == 1
    assert await photos_of(db, "wish", 7) == []
    with pytest.raises(NotFound):
        await photo_by_public_id(db, photo.public_id)
    assert stored(folder) == 4
    assert await erase_purged(db) == 1
    assert await erase_purged(db) == 0
    assert stored(folder) == 2
    await db.refresh(photo)
    assert photo.place is None
    with pytest.raises(NotFound):
        await picture_of(photo)
    assert await photo_by_public_id(db, other.public_id) == other


async def test_erasing_goes_on_after_it_was_cut_short(
    db: AsyncSession, folder: Path, picture: Picture
) -> None:
    photos = [await add_photo(db, picture, owner_kind="wish", owner_id=n) for n in range(3)]
    for photo in photos:
        await purge_photo(db, photo.public_id)
    (folder / f"{photos[0].place}.webp").unlink()
    assert await erase_purged(db) == 3
    assert stored(folder) == 0


async def test_a_lost_picture_is_not_found(
    db: AsyncSession, folder: Path, picture: Picture
) -> None:
    photo = await add_photo(db, picture, owner_kind="wish", owner_id=7)
    (folder / f"{photo.place}.webp").unlink()
    with pytest.raises(NotFound):
        await picture_of(photo)


async def test_what_a_rolled_back_transaction_left_is_swept_up_after_two_days(
    fresh_database: str, folder: Path, picture: Picture
) -> None:
    with suppress(LookupError):
        async with transaction() as db:
            await add_photo(db, picture, owner_kind="wish", owner_id=7)
            raise LookupError
    async with transaction() as db:
        kept = await add_photo(db, picture, owner_kind="wish", owner_id=8)
        assert await sweep_orphans(db) == 0
    assert stored(folder) == 4
    with frozen(now() + timedelta(days=2)):
        async with transaction() as db:
            assert await sweep_orphans(db) == 1
            assert await sweep_orphans(db) == 0
    assert stored(folder) == 2
    assert await picture_of(kept) == picture.large


async def test_where_pictures_lie_tells_nobodys_name(db: AsyncSession, picture: Picture) -> None:
    await add_photo(db, picture, owner_kind="wish", owner_id=7_777_777)
    (place,) = await db.exec(select(Photo.place).where(col(Photo.owner_id) == 7_777_777))
    assert place is not None
    day, _, name = place.partition("/")
    assert len(day) == 10
    assert len(name) == 32
    assert "7777777" not in place


async def test_a_city_keeps_its_photos_in_a_bucket(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, picture: Picture
) -> None:
    monkeypatch.setattr(settings(), "files_url", "s3://town-photos/wishes")
    monkeypatch.setenv("AWS_REGION", "cn-north-1")
    bucket = storage.store()
    assert isinstance(bucket, S3Store)
    assert bucket.prefix == "wishes"
    storage.store.cache_clear()
    monkeypatch.setattr(settings(), "files_url", tmp_path.as_uri())
    place = storage.new_place()
    await storage.keep(place, picture.large, picture.small)
    assert await storage.fetch(place, small=True) == picture.small
    assert stored(tmp_path) == 2
