"""Words out of search tokens: pairs of characters that belong together become one word. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from math import sqrt

TOGETHER = 0.7
"""Two words are one when so many of the texts that hold the rarer one hold both as one."""
LONGEST = 6
"""Characters of a Chinese word."""
LETTERS = range(3, 41)
"""Letters of any other word."""

_FUNCTION = frozenset(
    "的了在是和与及或有没不很都也就还把被给让从到对为以而且但个些这那哪我你他她它们请希望能否可想要问一两几吗呢吧啊得着"
)
_COMMON = frozenset(
    {"the", "and", "for", "with", "are", "has", "have", "not", "but", "from", "that", "this"}
    | {"our", "was", "were", "there", "would", "like", "please", "can", "who", "its", "very"}
)
_HAN = re.compile("[㐀-鿿豈-﫿]+")


def names_something(token: str) -> bool:
    """Whether a token may be part of a hot word: no function words, no numbers, nothing short."""
    if _HAN.fullmatch(token):
        return len(token) > 1 and _FUNCTION.isdisjoint(token)
    return len(token) in LETTERS and token.isalpha() and token not in _COMMON


def phrases(tokens: Iterable[str], texts: Sequence[str]) -> list[str]:
    """The words that some tokens make in these texts; what only occurs inside a longer one is left.

    路灯, 加装, 装电, 电梯 become 路灯, 加装电梯.
    """

    @cache
    def held(word: str) -> int:
        return sum(word in text for text in texts)

    found = {token for token in tokens if held(token)}
    level = {word for word in found if _HAN.fullmatch(word) and len(word) == 2}
    while level and len(next(iter(level))) < LONGEST:
        level = {
            one + other[-1]
            for one in level
            for other in level
            if one[1:] == other[:-1]
            and held(one + other[-1]) >= TOGETHER * min(held(one), held(other))
        }
        found |= level
    return sorted(word for word in found if not _inside(word, found, held))


def grown(now: int, before: int, all_now: int, all_before: int) -> float:
    """How much more a word was said than the month before lets expect; 0 when it was not.

    The difference in units of what chance explains: (now - e) / sqrt(e + 1), where e is `before`
    in the measure of this month's wishes.
    """
    expected = before * all_now / all_before if all_before else 0.0
    return (now - expected) / sqrt(expected + 1) if now > before else 0.0


def _inside(word: str, found: Iterable[str], held: Callable[[str], int]) -> bool:
    return any(word != one and word in one and held(one) >= TOGETHER * held(word) for one in found)
