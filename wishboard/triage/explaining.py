"""Naming what two texts share in words a person reads, out of the pairs of characters compared."""

import re
from collections.abc import Mapping

from wishboard.core.tokens import plain

_RUN = re.compile(r"[㐀-鿿]+|[^\W_㐀-鿿]+")


def joined(text: str, weights: Mapping[str, float]) -> tuple[str, ...]:
    """The words of a text that hold the weighted tokens, heaviest first, each once.

    Neighbouring pairs of Chinese characters are joined again: 丽水 and 水湾 are shown as 丽水湾.
    """
    found: dict[str, float] = {}
    for run in _RUN.findall(plain(text)):
        for word, weight in _words(run, weights):
            found[word] = max(weight, found.get(word, 0.0))
    ranked = sorted(found, key=lambda word: (-found[word], word))
    return tuple(w for i, w in enumerate(ranked) if not any(w in o for o in ranked[:i]))


def _words(run: str, weights: Mapping[str, float]) -> list[tuple[str, float]]:
    if run in weights:
        return [(run, weights[run])]
    words: list[tuple[str, float]] = []
    start, weight = 0, 0.0
    for at in range(len(run)):
        pair = run[at : at + 2]
        if len(pair) == 2 and pair in weights:
            weight += weights[pair]
            continue
        if weight:
            words.append((run[start : at + 1], weight))
        start, weight = at + 1, 0.0
    return words
