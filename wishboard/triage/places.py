"""Places named in a text: roads, villages, estates, rivers, lines, lots. No list of names.

A name is found by what names of its kind end with, and by what follows a city, district or
county. Names are compared by their marks, pairs of neighbouring characters, so that 丽水湾小区 and
丽水湾 are one place, and numbers by themselves, so that 7号线 and 10号线 are two.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from wishboard.triage import place_words as words

KINDS = (*words.ENDINGS, "named")
"""Kinds of places, those that tell most first; `named` is whatever follows a city or district."""

Places = Mapping[str, frozenset[str]]
"""The marks of the places a text names, by kind."""

NAME = 4
"""So many characters of a name are looked at: those next to its ending."""

_KIND = {end: kind for kind, ends in words.ENDINGS.items() for end in ends.split()}


def _any(listed: str) -> str:
    return "|".join(sorted(listed.split(), key=len, reverse=True))


_REGION = (
    "(?:[A-Z][0-9]{0,2}[省市县区州]|(?<![小社片辖园校厂城郊景片])区|(?<![城都超门上本全我])市"
    "|(?<![本全我])[省县])"
)
_ENDING = re.compile(_any(" ".join(_KIND)))
_AROUND = re.compile(_any(words.AROUND))
_CODED = re.compile("[A-Z][0-9]{0,2}[省市县区州]")
_COUNTED = re.compile("[一二两三四五六七八九十0-9]+[期栋]")
_AFTER_REGION = re.compile(f"{_REGION}+([一-鿿A-Za-z0-9·]+)")
_RUN = re.compile(r"[一-鿿A-Za-z0-9·]+")
_NAMELESS = re.compile(f"(?:{_any(words.NAMELESS)})+")
_NUMBER = re.compile("[0-9]+$")
_HAN_NUMBER = re.compile("[一二三四五六七八九十]+")
_NO_MARK = re.compile("[0-9A-Za-z·]|[一二两三四五六七八九十][一二三四五六七八九十号]|[年月日期区]")
_BUILT_UPON = frozenset("市区镇乡民管建中")
"""What turns an ending of one character into another word: 城市, 村民, 府管."""
_LATIN_END = {end: kind for kind, ends in words.LATIN.items() for end in ends.split()}
_LATIN = re.compile(
    rf"((?:[A-Z][\w'’-]*[ -]){{1,3}})({_any(' '.join(_LATIN_END))})\b"
    r"|\b([Ll]ine|[Bb]us|[Rr]oute|[Ll]ot|[Mm]etro)(?: [Nn]o\.?)? ?([0-9]+)"
)


@lru_cache(4096)
def places_in(text: str) -> Places:
    """The marks of all places a text names, by kind; kinds without a place are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    text = unicodedata.normalize("NFKC", text)
    for kind, marks in (*_han(text), *_latin(text)):
        found[kind] |= marks
    return {kind: frozenset(marks) for kind, marks in found.items() if marks}


def _han(text: str) -> Iterator[tuple[str, set[str]]]:
    for after in _AFTER_REGION.finditer(text):
        yield "named", _named(after[1])
    text = _COUNTED.sub(" ", _CODED.sub(" ", _AROUND.sub(" ", text)))
    for run in _RUN.finditer(text):
        yield from _ended(run[0])


def _named(after: str) -> set[str]:
    """The marks of what follows a region's name: an estate, a firm, whatever people call it."""
    name = _AROUND.split(_CODED.sub("", after))[0]
    inside = next((i for i, one in enumerate(name) if one in words.OUTSIDE), len(name))
    name = name[: min(inside, NAME)]
    if len(name) < 2:
        return set()
    number = re.match("[0-9]+", name)
    return _marks(name, "") | ({number[0]} if number else set())


def _ended(run: str) -> Iterator[tuple[str, set[str]]]:
    """The places of a run of characters that end as names do; the last of adjoining endings."""
    start = 0
    endings = list(_ENDING.finditer(run))
    for ending, following in zip(endings, [*endings[1:], None], strict=False):
        if following and following.start() == ending.end():
            continue
        kind, end = _KIND[ending[0]], ending[0]
        if len(end) == 1 and kind == "estate" and run[ending.end() :][:1] in _BUILT_UPON:
            continue
        yield _place(run[start : ending.start()], end, kind)
        start = ending.end()


def _place(before: str, end: str, kind: str) -> tuple[str, set[str]]:
    inside = max((i + 1 for i, one in enumerate(before) if one in words.OUTSIDE), default=0)
    name = before[inside:]
    number = _NUMBER.search(name)
    if number and kind in {"road", "line"}:
        return "line", {f"{number[0]}线"}
    if number:
        return kind, {number[0] + end} if kind == "site" else set()
    name = name[-NAME:]
    if not name or _NAMELESS.fullmatch(name) or (len(name) == 1 and kind not in words.SHORT_NAMES):
        return kind, set()
    return kind, _head(name, end)


def _head(name: str, end: str) -> set[str]:
    """The mark next to the ending: what stands before it may be the street of the place."""
    marks = _marks(name, end)
    full = (name if len(name) > 1 else name + end[:1]).lower()
    for i in range(len(full) - 2, -1, -1):
        if full[i : i + 2] in marks:
            return {full[i : i + 2]}
    return marks


def _marks(name: str, end: str) -> set[str]:
    if _HAN_NUMBER.fullmatch(name):
        return {name + end}
    full = (name if len(name) > 1 else name + end[:1]).lower()
    pairs = {full[i : i + 2] for i in range(len(full) - 1)} - words.SHARED_BY_MANY
    return {pair for pair in pairs if not _NO_MARK.search(pair)}


def _latin(text: str) -> Iterator[tuple[str, set[str]]]:
    for found in _LATIN.finditer(text):
        if found[4]:
            yield "line", {f"{found[4]}线"}
        else:
            names = found[1].lower().replace("-", " ").split()
            yield _LATIN_END[found[2]], {name for name in names if name != "the"}
