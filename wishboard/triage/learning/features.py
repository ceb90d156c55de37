"""What is learnt from in a text: short runs of its characters, by number. Needs no dictionary."""

import re
from collections import Counter
from math import log
from zlib import crc32

from wishboard.core.tokens import plain

BUCKETS = 1 << 18
"""So many numbers there are; two runs that fall on one are taken for the same."""

READ = 600
"""So many characters of a text are read."""

LONGEST = 2
"""Runs of one character up to so many."""

TITLE = 2
"""How many times the runs of a title count."""

_SPACE = re.compile(r"[\W_]+")
_DIGITS = re.compile("[0-9]+")


def features(title: str, text: str) -> dict[int, float]:
    """The runs of a title and a text by number, each by the logarithm of how often it occurs."""
    counts = {run: TITLE * times for run, times in runs(title).items()}
    for run, times in runs(text[:READ]).items():
        counts[run] = counts.get(run, 0) + times
    found: dict[int, float] = {}
    for run, times in counts.items():
        number = bucket(run)
        found[number] = max(found.get(number, 0.0), 1 + log(times))
    return found


def runs(text: str) -> Counter[str]:
    """All runs of a text and how often each occurs; numbers are all one digit."""
    cleaned = f" {_DIGITS.sub('0', _SPACE.sub(' ', plain(text))).strip()} "
    return Counter(
        run
        for length in range(1, LONGEST + 1)
        for i in range(len(cleaned) - length + 1)
        if not (run := cleaned[i : i + length]).isspace()
    )


def bucket(run: str) -> int:
    """The number of a run, the same in every process."""
    return crc32(run.encode()) % BUCKETS
