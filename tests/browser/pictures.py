"""Photographs as a phone would send them."""

from io import BytesIO

from PIL import Image


def photograph(width: int = 1200, height: int = 900) -> bytes:
    """A JPEG of a lamp's warm light on a table."""
    picture = Image.new("RGB", (width, height), (84, 60, 44))
    glow = Image.radial_gradient("L").resize((width, height))
    picture.paste((252, 214, 150), mask=glow.point(lambda value: 255 - value))
    taken = BytesIO()
    picture.save(taken, "JPEG", quality=85)
    return taken.getvalue()
