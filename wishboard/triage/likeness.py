"""How alike two wishes are: by the words they share, by place and by time, and why. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from wishboard.core.tokens import plain, tokens
from wishboard.triage.commonness import Commonness
from wishboard.triage.explaining import joined
from wishboard.triage.messages import Message
from wishboard.triage.reading import OPENING, read, vector
from wishboard.triage.whereabouts import whereabouts

WORTH_SHOWING = 0.54
"""From this on, by `crowded`, something is shown to somebody about to send its like."""

CROWD = 0.5
"""How much likelier each e-fold of people makes it that one more means the same."""

APART = 0.2
"""What likeness of words is worth between different places."""

HALF_LIFE = 365
"""After so many days likeness is worth half."""

WORDS_NAMED = 5
_DAY = 86_400

LIKE_ENOUGH = 0.18
"""From this likeness on two wishes are worth showing beside each other."""

NEXT_DOOR = 0.8
"""What likeness is worth in another area of the same street."""

_POLITE = re.compile(
    "希望|想要|想请|需要|麻烦|帮忙|谢谢|你好|您好|请问|能不能|可不可以|能够|可以|一个|一下|一直|已经|现在|因为|所以|"
    "但是|有没有|没有|有人|我们家|我家|我们|家里|自己|什么|怎么|这个|那个|的时候|不知道|非常|特别"
)
_FILLER = frozenset(
    tokens(
        "a an and are as at be but by can for from have i in is it me my need of on or our please "
        "so that the there this to want was we will wish with would you"
    )
)


def telling(text: str) -> list[str]:
    """The tokens of a text that say what it is about, in order of appearance."""
    found = tokens(_POLITE.sub(" ", plain(text)))
    return [token for token in found if token not in _FILLER and len(token) > 1]


def shared(one: Iterable[str], other: Iterable[str]) -> float:
    """How much two sets of tokens share, from 0 to 1: the cosine of the two sets.

    A single shared token may be chance and counts as none, unless somebody said no more.
    """
    first, second = set(one), set(other)
    common = len(first & second)
    if common < min(len(first), len(second), 2) or not common:
        return 0.0
    return common / sqrt(len(first) * len(second))


def likeness(text: str, title: str, summary: str) -> float:
    """How alike somebody's words are to a public title and summary, from 0 to 1."""
    words = telling(text)
    return max(shared(words, telling(title)), shared(words, telling(f"{title}\n{summary}")))


def nearness(path: str, other: str) -> float:
    """What likeness is worth between two areas, by their paths: 1 when one holds the other."""
    return 1.0 if path.startswith(other) or other.startswith(path) else NEXT_DOOR


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two messages are, from 0 to 1, and why.

    `words` are the words they share, those that tell most first; `place` a name both give; `days`
    how far they lie apart in time. Messages that are `apart` speak of different places.
    """

    score: float
    words: tuple[str, ...]
    place: str | None
    days: float
    apart: bool

    @property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Why, as codes with what they speak of: `place`, `words`, `other_place`, `days`."""
        found = []
        if self.apart:
            found.append(("other_place", ""))
        if self.place:
            found.append(("place", self.place))
        if self.words:
            found.append(("words", " ".join(self.words)))
        found.append(("days", str(round(self.days))))
        return tuple(found)


def compare(one: Message, other: Message, common: Commonness | None = None) -> Likeness:
    """How like two messages are. Without knowledge of the town all tokens count the same."""
    common = common or Commonness()
    first, second = read(one), read(other)
    where = whereabouts(first, second, common)
    here, there = vector(first, common), vector(second, common)
    shared = {token: weight * there[token] for token, weight in here.items() if token in there}
    days = abs((one.at - other.at).total_seconds()) / _DAY
    score = min(1.0, sum(shared.values())) * worth(days) * (APART if where.apart else 1)
    return explained(one, score, shared, where.shared, days, apart=where.apart)


def explained(
    message: Message,
    score: float,
    shared: Mapping[str, float],
    marks: Collection[str],
    days: float,
    *,
    apart: bool,
) -> Likeness:
    """A score with its reasons in the words of a message: shared tokens and shared marks."""
    said = f"{message.title}。{message.text[:OPENING]}"
    names = joined(said, dict.fromkeys(marks, 1.0))
    return Likeness(score, joined(said, shared)[:WORDS_NAMED], next(iter(names), None), days, apart)


def worth(days: float) -> float:
    """What likeness is worth over so many days, from 1 down."""
    return float(0.5 ** (days / HALF_LIFE))


def crowded(score: float, people: int) -> float:
    """A score weighed with how many people said the like already: what many say, one more says.

    Compare it with WORTH_SHOWING; it may exceed 1.
    """
    return score * (1 + CROWD * log(max(1, people)))
