"""The child that redraws a picture: `python -m wishboard.files.reencode`.

Reads a file from standard input. Writes a JSON line and then the bytes of two WebP pictures that
hold nothing of the file but what can be seen: no EXIF, no place, no comment, no colour profile.
"""

import contextlib
import io
import json
import sys
import warnings
from typing import Any

# The plugins of the three formats are imported here, so that Pillow never looks for others.
from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from wishboard.core.confined import confine
from wishboard.files.limits import CHILD_MEGABYTES, CHILD_SECONDS, LARGE, MAX_PIXELS, SMALL

FORMATS = [
    JpegImagePlugin.JpegImageFile.format,
    PngImagePlugin.PngImageFile.format,
    WebPImagePlugin.WebPImageFile.format,
]
_QUALITY = 80
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def main() -> None:
    """Redraw what standard input holds, or say why not."""
    confine(megabytes=CHILD_MEGABYTES, seconds=CHILD_SECONDS)
    content = sys.stdin.buffer.read()
    try:
        large, small = redrawn(content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        _tell({"refused": "too_large"})
    except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError):
        _tell({"refused": "not_a_picture"})  # what Pillow raises for broken files
    else:
        first, second = _webp(large), _webp(small)
        _tell({"width": large.width, "height": large.height, "sizes": [len(first), len(second)]})
        sys.stdout.buffer.write(first + second)


def redrawn(content: bytes) -> tuple[Image.Image, Image.Image]:
    """The picture upright, opaque and in colour, large and small. Raises what Pillow raises."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(io.BytesIO(content), formats=[name for name in FORMATS if name]) as image:
        turn = _turn(image)
        image.draft("RGB", (LARGE, LARGE))
        image.load()
        large = _on_white(_reduced(image))
    large.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    if turn is not None:
        large = large.transpose(turn)
    small = large.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return large, small


def _turn(image: Image.Image) -> Image.Transpose | None:
    with contextlib.suppress(Exception):  # a damaged note on the camera is no reason to refuse
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    return None


def _reduced(image: Image.Image) -> Image.Image:
    """About as large as needed, before anything that copies it, and in eight bits."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda depth: depth * (1 / 256)).convert("L")
    elif image.mode in {"P", "PA", "1"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    factor = max(image.size) // (2 * LARGE)
    return image.reduce(factor) if factor > 1 else image


def _on_white(image: Image.Image) -> Image.Image:
    """A fresh picture that has taken over the pixels and nothing else."""
    canvas = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        canvas.paste(image, mask=image.getchannel("A"))
    else:
        canvas.paste(image.convert("RGB"))
    return canvas


def _webp(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=_QUALITY, method=4)
    return buffer.getvalue()


def _tell(word: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(word).encode() + b"\n")


if __name__ == "__main__":
    main()
