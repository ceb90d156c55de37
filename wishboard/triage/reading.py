"""A message as likeness reads it: what it says, how often, and which places it names."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from wishboard.core.tokens import plain
from wishboard.triage.commonness import Commonness
from wishboard.triage.messages import Message
from wishboard.triage.places import Places, places_in

OPENING = 120
"""So many characters of a text are read: people say first what it is about."""

TITLE = 2
"""How many times the words of a title count: what matters is often only there."""

PLACE = 2.0
"""What a token is worth that belongs to the name of a place, against any other."""

_HAN = re.compile("[㐀-鿿]+")
_WORD = re.compile(r"[^\W_㐀-鿿]+")

Vector = Mapping[str, float]
"""Weights by token; of one message, the sum of their squares is 1."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read out of a message once and compared many times."""

    message: Message
    counts: Mapping[str, int]
    places: Places
    marks: frozenset[str]


@lru_cache(8192)
def read(message: Message) -> Reading:
    """Read a message: its title, and the opening of its text."""
    opening = message.text[:OPENING]
    counts: Counter[str] = Counter()
    for token in _tokens(message.title):
        counts[token] += TITLE
    counts.update(_tokens(opening))
    places = places_in(f"{message.title}。{opening}")
    return Reading(message, counts, places, frozenset().union(*places.values()))


def vector(reading: Reading, common: Commonness) -> Vector:
    """What a message says, each token by how often, how rare, and whether it names a place."""
    weights = {
        token: (1 + log(count)) * common.weight(token) * (PLACE if token in reading.marks else 1)
        for token, count in reading.counts.items()
    }
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {token: weight / length for token, weight in weights.items()} if length else {}


def _tokens(text: str) -> list[str]:
    """All tokens of a text with their repetitions: pairs of Chinese characters, other words."""
    text = plain(text)
    pairs = [run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1)]
    return pairs + _WORD.findall(text)
