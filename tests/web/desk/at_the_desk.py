"""What the tests of the desk have in common: addresses, a filled form, what a page shows."""

import re
from typing import Any

from httpx import Response

from wishboard.wishes.models import Wish

REGISTER: dict[str, Any] = {
    "title": "想要一盏护眼台灯",
    "summary": "孩子晚上写作业看不清，想要一盏台灯。",
    "category": "study",
    "lane": "individual",
    "places": "1",
    "expected": "2",
    "worth": "80",
}
PUBLISH = REGISTER | {"publish": "yes"}


def desk_of(wish: Wish, deed: str = "", query: str = "") -> str:
    """The address of a wish on the desk, or of a deed on it."""
    path = f"/desk/wishes/{wish.public_id}"
    return f"{path}/{deed}{query}" if deed else path + query


def onward(response: Response) -> str:
    """Where a deed led to."""
    assert response.status_code == 303, response.text
    return str(response.headers["location"])


def deeds_in(page: Response) -> set[str]:
    """The deeds a page offers, by the last part of their addresses."""
    found = re.findall(r'(?:action|href)="/desk/wishes/\w+/?(?:\?[^"]*way=)?(\w+)?', page.text)
    return {deed for deed in found if deed}


def listed(page: Response) -> list[str]:
    """The public ids of the wishes in a list, in their order."""
    return re.findall(r'<a href="/desk/wishes/(\w+)\?list=', page.text)
