"""How old a trouble is by its own words: 十几年, 历史遗留, since 2015. Pure."""

import re
from datetime import date
from typing import NamedTuple

OLD = 2
"""From so many years on a trouble counts as old."""

_HAN = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_NUMBER = "[0-9]{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九几多余]?|[一二两三四五六七八九]"
_YEARS = re.compile(
    rf"(?<![0-9年])({_NUMBER})[多余几来]?年(?!级|代|月|[0-9]|纪|龄|薪|度|轻|卡|终|底|初|检|审|制|期)"
)
_SINCE = re.compile(
    r"(?<![0-9])((?:19[5-9]|20[0-4])[0-9])年?(?:[0-9]{1,2}月)?(?:份|底|初)?"
    r"(?:以来|至今|到现在|开始|起|就|后一直|建成|入住|交房|竣工)"
    r"|\b[Ss]ince\s+((?:19|20)[0-9]{2})\b"
)
_ENGLISH = re.compile(
    r"\b([0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|twenty)\+? years\b"
)
_WORDS = re.compile(
    "历史遗留|遗留问题|老大难|老问题|陈年|多年|数年|好几年|几年来|年复一年|年年|长年累月|常年|积年|"
    "多次反映|反复反映|屡次反映|一直没有?解决|一直得?不到解决|迟迟(?:未|没|得不到)|久拖不决|"
    r"\bfor (?:many )?years\b|\bevery year\b|\bold problem\b|\blong-standing\b",
    re.IGNORECASE,
)
_ENGLISH_NUMBERS = "one two three four five six seven eight nine ten".split()  # noqa: SIM905


class Age(NamedTuple):
    """Words that say a trouble is old, and for how many years at least; 0 if they do not say."""

    words: tuple[str, ...]
    years: int


def age_of(text: str, at: date) -> Age:
    """What a text that was written on a day says about the age of its trouble."""
    found = [(m[0], 0) for m in _WORDS.finditer(text)]
    found += [(m[0], years) for m in _YEARS.finditer(text) if (years := _number(m[1])) >= OLD]
    found += [(m[0], y) for m in _ENGLISH.finditer(text) if (y := _english(m[1])) >= OLD]
    for since in _SINCE.finditer(text):
        years = at.year - int(since[1] or since[2])
        if OLD <= years <= 80:
            found.append((since[0], years))
    sane = [(words, years) for words, years in found if years <= 80]
    words = tuple(dict.fromkeys(words for words, _ in sane))
    return Age(words, max((years for _, years in sane), default=0))


def _number(told: str) -> int:
    """A number of years in digits or Chinese numerals, rounded down: 十几 is 10."""
    if told.isdigit():
        return int(told)
    tens, has_tens, ones = told.partition("十")
    if has_tens:
        return 10 * _HAN.get(tens, 1) + _HAN.get(ones, 0)
    return _HAN.get(told, 0)


def _english(told: str) -> int:
    if told.isdigit():
        return int(told)
    return _ENGLISH_NUMBERS.index(told) + 1 if told in _ENGLISH_NUMBERS else 20
