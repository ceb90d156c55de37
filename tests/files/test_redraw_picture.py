"""A picture is drawn anew: upright, small, and with nothing hidden in it."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from tests.costs import processor_seconds
from wishboard.files.pictures import Picture, redraw
from wishboard.files.refusals import NotAPicture, TooLarge

RED, BLUE = (200, 30, 30), (30, 30, 200)
ORIENTATION, GPS = 0x0112, 0x8825


def drawn(size: tuple[int, int] = (400, 300), mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A black PNG of any size, made without drawing it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        tail = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + tail

    lines = zlib.compress(bytes((width // 8 + 2) * height))
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def large(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.large))
    assert image.format == "WEBP"
    assert image.size == (picture.width, picture.height)
    return image


def is_near(shown: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 30 for one, other in zip(shown, wanted, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_the_three_formats_come_out_as_webp(kind: str) -> None:
    image = large(await redraw(saved(drawn(), kind)))
    assert image.size == (400, 300)
    assert is_near(image.getpixel((50, 150)), RED)
    assert is_near(image.getpixel((350, 150)), BLUE)


async def test_great_pictures_are_made_smaller_twice() -> None:
    picture = await redraw(saved(drawn((4000, 3000))))
    assert large(picture).size == (1600, 1200)
    assert Image.open(io.BytesIO(picture.small)).size == (480, 360)


async def test_where_and_with_what_it_was_taken_is_gone_but_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010F] = "SECRETPHONE"
    exif.get_ifd(GPS)[2] = (30.0, 15.0, 20.0)
    content = saved(drawn(), exif=exif, comment=b"SECRETCOMMENT", icc_profile=b"SECRETPROFILE" * 20)
    assert b"SECRETPHONE" in content
    picture = await redraw(content)
    image = large(picture)
    assert image.size == (300, 400)
    assert is_near(image.getpixel((150, 50)), RED)
    for kept in (picture.large, picture.small):
        assert b"SECRET" not in kept
        assert not Image.open(io.BytesIO(kept)).getexif()
        assert not {"exif", "xmp", "icc_profile"} & set(Image.open(io.BytesIO(kept)).info)


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "I;16"])
async def test_every_kind_of_png_becomes_a_picture_in_colour(mode: str) -> None:
    image = large(await redraw(saved(drawn().convert("L").convert(mode), "PNG")))
    assert image.mode == "RGB"
    assert image.size == (400, 300)


async def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    image = Image.new("I;16", (40, 40), 128 * 256)
    shade = large(await redraw(saved(image, "PNG"))).getpixel((20, 20))
    assert is_near(shade, (128, 128, 128))


async def test_what_can_be_seen_through_stands_on_white() -> None:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert is_near(large(await redraw(saved(image, "PNG"))).getpixel((20, 20)), (255, 255, 255))


async def test_printing_colours_and_moving_pictures_come_out_still() -> None:
    assert large(await redraw(saved(drawn(mode="CMYK")))).size == (400, 300)
    moving = saved(drawn(), "WEBP", save_all=True, append_images=[Image.new("RGB", (400, 300))])
    image = large(await redraw(moving))
    assert getattr(image, "n_frames", 1) == 1
    assert is_near(image.getpixel((50, 150)), RED)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + bytes(40),
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<html><script>alert(1)</script></html>",
        b"\xff\xd8\xff\xe0<html><script>alert(1)</script></html>",
        b"%PDF-1.7",
        saved(drawn(), "GIF"),
        saved(drawn(), "BMP"),
        saved(drawn(), "TIFF"),
        saved(drawn((900, 900)))[:4000],
        saved(drawn((900, 900)), "PNG")[:600],
        saved(drawn((900, 900)), "WEBP")[:300],
    ],
    ids=lambda content: f"{content[:6]!r}-{len(content)}",
)
async def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        await redraw(content)


async def test_what_hides_behind_a_picture_is_left_behind() -> None:
    picture = await redraw(saved(drawn()) + b"<script>alert(1)</script>")
    assert b"script" not in picture.large + picture.small


@pytest.mark.parametrize(("width", "height"), [(8000, 6250), (30_000, 30_000), (60_000, 700)])
async def test_too_many_pixels_are_refused_before_they_are_drawn(width: int, height: int) -> None:
    content = png_of(width, height)
    assert len(content) < 1_000_000
    used = processor_seconds()
    with pytest.raises(TooLarge) as refused:
        await redraw(content)
    assert used() < 5
    assert refused.value.facts == {"megabytes": 10, "megapixels": 40}


async def test_forty_megapixels_are_taken() -> None:
    assert large(await redraw(png_of(8000, 5000))).size == (1600, 1000)


async def test_too_many_bytes_are_refused_unseen() -> None:
    with pytest.raises(TooLarge):
        await redraw(saved(drawn()) + bytes(10_000_000))


async def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wishboard.files.pictures.PATIENCE_SECONDS", 0.01)
    with pytest.raises(TooLarge):
        await redraw(png_of(8000, 5000))
