"""What is learnt from: the words of a registered wish, and what was decided about it."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

ENOUGH = 100
"""From so many examples on something is learnt at all."""

ENOUGH_OF_ONE = 8
"""A category or lane with fewer examples than this is left out: five folds need some each."""


class Example(NamedTuple):
    """A wish's words, and the category or lane somebody gave it."""

    title: str
    text: str
    label: str


def usable(examples: Sequence[Example]) -> list[Example]:
    """The examples of labels that have enough of them; none when it is too little to learn."""
    counts = Counter(example.label for example in examples)
    found = [e for e in examples if counts[e.label] >= ENOUGH_OF_ONE and (e.title or e.text)]
    kinds = {example.label for example in found}
    return found if len(found) >= ENOUGH and len(kinds) > 1 else []
