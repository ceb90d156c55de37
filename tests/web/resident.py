"""What a resident writes and reads, in short words for the tests of the resident's pages."""

import io
import re
from typing import Any

from PIL import Image

from tests.cast import Browser, Town
from wishboard.http import cookies
from wishboard.wishes.models import Wish

TEXT = "孩子写作业的台灯坏了，想要一盏台灯。"


def wish_form(town: Town, **fields: Any) -> dict[str, Any]:
    """A form for a wish, filled in completely; None leaves a field out."""
    given = {
        "text": TEXT,
        "area": town.areas["柳荫社区"].public_id,
        "name": "王秀英",
        "phone": "13812345678",
        "may_contact": "yes",
        "may_publish": "yes",
    } | fields
    return {name: value for name, value in given.items() if value is not None}


def follow(browser: Browser, wish: Wish) -> None:
    """Let a browser follow a wish, as after code and PIN."""
    browser.client.cookies.set(cookies.FOLLOWED, str(cookies.followed_cookie(wish.key).value))


def photo(color: str = "orange") -> tuple[str, bytes, str]:
    """A small photo as a browser uploads it."""
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), color).save(drawn, "JPEG")
    return ("lamp.jpg", drawn.getvalue(), "image/jpeg")


def numbers_on(page: str) -> tuple[str, str]:
    """Code and PIN as they stand on a slip."""
    code, pin = re.findall(r'<dd class="code">([^<]+)</dd>', page)
    return code, pin
