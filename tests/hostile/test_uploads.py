"""Every hostile file is refused with a sentence or made harmless, in little time and memory."""

import asyncio
import io
import resource
import time
from itertools import chain
from pathlib import Path

import pytest
from PIL import Image

from tests.hostile.pictures import EITHER, HARMLESS, REFUSED
from tests.hostile.tables import TEXTS, WORKBOOKS
from tests.torture.processes import times
from wishboard.core.sheets.limits import MAX_COLUMNS, MAX_ROW_CHARACTERS
from wishboard.core.sheets.refusals import TableRefused
from wishboard.core.sheets.table import read_table
from wishboard.files.limits import CHILD_MEGABYTES, LARGE, PATIENCE_SECONDS
from wishboard.files.pictures import redraw
from wishboard.files.refusals import NotAPicture, TooLarge

pytestmark = [pytest.mark.torture, pytest.mark.served]

CLIMBED = Path("/tmp/wishboard-climbed")
OF_A_FILE = "root:"
"""What stands in the file that hostile tables want to read."""


def share(things: dict[str, bytes]) -> list[tuple[str, bytes]]:
    """All under torture, else every tenth."""
    return list(things.items())[:: len(things) // times(len(things))]


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) + len(HARMLESS) + len(EITHER) >= 60
    assert len(WORKBOOKS) + len(TEXTS) >= 60


async def picture(name: str, content: bytes) -> tuple[str, bool]:
    """What became of a picture: whether it was refused, in a sentence."""
    try:
        drawn = await redraw(content)
    except (NotAPicture, TooLarge) as refused:
        assert "%" not in refused.sentence(), name
        return name, True
    for kept in (drawn.large, drawn.small):
        with Image.open(io.BytesIO(kept)) as image:
            assert image.format == "WEBP" and max(image.size) <= LARGE, name
            assert getattr(image, "n_frames", 1) == 1, name
            assert not image.getexif() and not {"exif", "xmp", "icc_profile"} & set(image.info)
        assert b"SECRET" not in kept and b"script" not in kept, name
    return name, False


async def test_pictures_are_refused_or_drawn_anew() -> None:
    begun = time.monotonic()
    sent = [share(kinds) for kinds in (REFUSED, HARMLESS, EITHER)]
    came = dict(await asyncio.gather(*(picture(*one) for one in chain(*sent))))
    assert [name for name, _ in sent[0] if not came[name]] == []
    assert [name for name, _ in sent[1] if came[name]] == []
    assert time.monotonic() - begun < PATIENCE_SECONDS * len(came)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < CHILD_MEGABYTES * 1024


async def cells_of(path: Path) -> list[str]:
    """Every cell of a table."""
    async with read_table(path) as table:
        found = list(table.header)
        async for row in table:
            assert len(row.cells) <= MAX_COLUMNS
            assert sum(map(len, row.cells)) <= MAX_ROW_CHARACTERS
            found += row.cells
    return found


@pytest.mark.parametrize(
    ("name", "suffix", "content"),
    [
        pytest.param(name, suffix, content, id=name)
        for kinds, suffix in ((WORKBOOKS, "xlsx"), (TEXTS, "csv"))
        for name, content in share(kinds)
    ],
)
async def test_tables_are_refused_or_read_as_text(
    tmp_path: Path, name: str, suffix: str, content: bytes
) -> None:
    place = tmp_path / f"wishes.{suffix}"
    place.write_bytes(content)
    begun = time.monotonic()
    try:
        cells = await cells_of(place)
    except TableRefused as refused:
        assert "%" not in refused.sentence()
    else:
        assert all(isinstance(cell, str) for cell in cells)
        assert OF_A_FILE not in "".join(cells)
    assert time.monotonic() - begun < 30, "it took long"
    assert not CLIMBED.exists()
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


@pytest.mark.parametrize("name", ["bomb", "bomb as a sheet", "bomb as strings"][: times(20)])
async def test_bombs_are_refused(tmp_path: Path, name: str) -> None:
    place = tmp_path / "wishes.xlsx"
    place.write_bytes(WORKBOOKS[name])
    with pytest.raises(TableRefused):
        await cells_of(place)
