"""Sixty faces of a file that says it is a photo; true where it must be refused."""

import gzip
import io
import random
import struct
import zipfile
import zlib
from itertools import starmap
from typing import Any

from PIL import Image, PngImagePlugin

from tests.core.test_sheets_hostile import small_workbook

SECRET = b"SECRET<script>alert(1)</script>"
"""What is hidden in pictures that are drawn anew; nothing of it may be left."""
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def _saved(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **how: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, kind, **how)
    return buffer.getvalue()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(
    width: int, height: int, *more: tuple[bytes, bytes], depth: int = 1, kind: int = 0
) -> bytes:
    """A PNG that claims a size, has further chunks, and little else."""
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    lines = zlib.compress(bytes(min((width // 8 + 2) * height, 10_000_000)))
    chunks = [(b"IHDR", head), *more, (b"IDAT", lines), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(starmap(_chunk, chunks))


def _with_secrets(kind: str) -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = SECRET.decode(), SECRET.decode()
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 20.0)
    note: dict[str, Any] = {"comment": SECRET} if kind == "JPEG" else {}
    return _saved(kind, exif=exif.tobytes(), xmp=SECRET, icc_profile=SECRET * 9, **note)


def _noted() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=True)
    return _saved("PNG", pnginfo=notes)


def _jpeg_of(width: int, height: int) -> bytes:
    whole = _saved("JPEG")
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", height, width) + whole[at + 4 :]


def _moving(kind: str, frames: int) -> bytes:
    more = [Image.new("RGB", (60, 40), (n % 256, 0, 0)) for n in range(frames)]
    return _saved(kind, save_all=True, append_images=more)


def _scans() -> bytes:
    """A progressive JPEG whose scans are repeated: each costs a walk over the whole picture."""
    whole = _saved("JPEG", (3000, 3000), progressive=True)
    first = whole.index(b"\xff\xda")
    return whole[:-2] + whole[first:-2] * 300 + whole[-2:]


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("index.html", SECRET)
    return buffer.getvalue()


_noise = random.Random(7)
_BOMB = zlib.compress(bytes(100_000_000), 9)
_VP8X = (
    b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + b"\xff" * 6
)
REFUSED: dict[str, bytes] = {
    "nothing": b"",
    "noise": _noise.randbytes(5000),
    "a megabyte of nothing": bytes(1_000_000),
    "text": b"a lamp",
    "page": b"<!doctype html><script>alert(1)</script>",
    "page behind a JPEG's first bytes": b"\xff\xd8\xff\xe0" + SECRET,
    "page behind a PNG's first bytes": b"\x89PNG\r\n\x1a\n" + SECRET,
    "SVG": _SVG,
    "SVG with a head": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + _SVG,
    "SVG packed": gzip.compress(_SVG),
    "GIF": _saved("GIF"),
    "GIF that moves": _moving("GIF", 5),
    "GIF that is a script": b"GIF89a/*" + bytes(30) + b"*/=1;alert(1)//",
    "BMP": _saved("BMP"),
    "TIFF": _saved("TIFF"),
    "ICO": _saved("ICO"),
    "JPEG 2000": b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(99),
    "PCX": _saved("PCX"),
    "TGA": _saved("TGA"),
    "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n(/etc/passwd) (r) file\n",
    "PDF": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
    "PSD": b"8BPS\0\1" + bytes(99),
    "HEIC": b"\0\0\0\x18ftypheic" + bytes(99),
    "film": b"\0\0\0\x18ftypmp42" + bytes(99),
    "program": b"\x7fELF\x02\x01\x01" + bytes(99),
    "shell script": b"#!/bin/sh\nrm -rf /\n",
    "workbook": small_workbook(),
    "archive": _zip(),
    "PNG of 900 megapixels": _png(30_000, 30_000),
    "PNG as wide as can be": _png(2**31 - 1, 1),
    "PNG as large as can be": _png(2**31 - 1, 2**31 - 1),
    "PNG long and thin": _png(60_000, 700),
    "PNG without a width": _png(0, 40),
    "PNG of no known colour": _png(60, 40, kind=9, depth=8),
    "PNG that ends early": _saved("PNG", (900, 900))[:200],
    "PNG of an endless chunk": b"\x89PNG\r\n\x1a\n"
    + struct.pack(">I", 2**31 - 1)
    + b"IHDR"
    + bytes(60),
    "PNG with a false sum": _png(60, 40).replace(b"IHDR\0\0\0<", b"IHDR\0\0\0="),
    "PNG with a note of 100 MB": _png(60, 40, (b"zTXt", b"Comment\0\0" + _BOMB)),
    "PNG with a profile of 100 MB": _png(60, 40, (b"iCCP", b"x\0\0" + _BOMB))[:-40],
    "JPEG that claims 4 gigapixels": _jpeg_of(65_535, 65_535),
    "JPEG without a height": _jpeg_of(60, 0),
    "JPEG that ends early": _saved("JPEG", (900, 900))[:2000],
    "JPEG head alone": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9",
    "JPEG of markers": b"\xff\xd8" + b"\xff\xe1\0\x02" * 50_000 + b"\xff\xd9",
    "WebP that claims a great canvas": _VP8X,
    "WebP that ends early": _saved("WEBP", (900, 900))[:60],
    "WebP of an endless chunk": b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff" + bytes(60),
    "more than 10 MB": _saved("JPEG") + bytes(10_000_000),
}
HARMLESS: dict[str, bytes] = {
    "JPEG with a place and notes": _with_secrets("JPEG"),
    "PNG with a place and notes": _with_secrets("PNG"),
    "WebP with a place and notes": _with_secrets("WEBP"),
    "PNG with written notes": _noted(),
    "JPEG with a page behind it": _saved("JPEG") + SECRET,
    "PNG with an archive behind it": _saved("PNG") + _zip(),
    "WebP with a page behind it": _saved("WEBP") + SECRET,
    "PNG that moves": _moving("PNG", 60),
    "WebP that moves": _moving("WEBP", 60),
    "JPEG of four colours": _saved("JPEG", mode="CMYK"),
    "PNG seen through": _saved("PNG", mode="RGBA"),
    "one pixel": _saved("PNG", (1, 1)),
}
EITHER: dict[str, bytes] = {
    "JPEG of three hundred scans": _scans(),
    "PNG one pixel high": _png(60_000, 1),
    "PNG with a broken place": _png(60, 40, (b"eXIf", b"MM\0*" + b"\xff" * 60)),
}
"""What may end either way, but quickly and without leaving anything hidden."""
