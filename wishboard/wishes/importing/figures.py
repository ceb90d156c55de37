"""Numbers as people write them: `约860人`, `1.2万`, `〔约¥700〕`."""

import re
from math import ceil

_NUMBER = re.compile(r"(\d[\d,，]*(?:\.\d+)?)\s*(万|千|百)?")
_HINT = re.compile(
    r"\s*[〔（(【\[][^〔〕（）()【】\[\]¥￥]{0,12}[¥￥]\s*(\d[\d,]*(?:\.\d+)?)\s*元?\s*[〕）)】\]]"
)
_TIMES = {"万": 10_000, "千": 1_000, "百": 100, "": 1}
MOST_PEOPLE = 10_000_000
MOST_WORTH = 1_000_000


def read_number(text: str) -> int | None:
    """The first number in a text, rounded up; None when there is none."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    digits = found.group(1).replace(",", "").replace("，", "")
    return ceil(float(digits) * _TIMES[found.group(2) or ""])


def worth_hint(text: str) -> int | None:
    """The worth that a text hints at in brackets, in yuan."""
    found = _HINT.search(text)
    return ceil(float(found.group(1).replace(",", ""))) if found else None


def without_hint(text: str) -> str:
    """The text as the public may read it, without the hint of its worth."""
    return _HINT.sub("", text).strip()


def shares(worth: int, cap: int) -> tuple[int, int]:
    """Into how many shares a worth is divided so that each is within the cap, and a share."""
    places = max(1, ceil(worth / cap)) if cap else 1
    return places, ceil(worth / places)
