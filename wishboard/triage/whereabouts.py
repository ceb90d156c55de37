"""Whether two wishes are about the same place, by the places they name and the areas they are of.

The kinds of places are asked in turn, those that tell most first: who names another estate speaks
of another place, though the street is the same.
"""

from dataclasses import dataclass

from wishboard.triage.commonness import Commonness
from wishboard.triage.places import KINDS
from wishboard.triage.reading import Reading

TELLS_NOTHING = 0.2
"""A mark that more than this part of all messages has names the town, not a place in it."""

FEW = 200
"""Below so many messages nothing is known yet of how common a mark is."""

DECIDING = tuple(kind for kind in KINDS if kind != "town")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One place when `shared` holds marks, two when `apart`, unknown when neither."""

    shared: frozenset[str]
    apart: bool


UNKNOWN = Whereabouts(frozenset(), apart=False)


def whereabouts(one: Reading, other: Reading, common: Commonness) -> Whereabouts:
    """Where two messages stand to each other."""
    for kind in DECIDING:
        here = telling_marks(one, kind, common)
        there = telling_marks(other, kind, common)
        shared = (here & there) | {m for m in here if m in other.counts}
        shared |= {m for m in there if m in one.counts}
        if shared:
            return Whereabouts(frozenset(shared), apart=False)
        if here and there:
            return Whereabouts(frozenset(), apart=True)
    if strangers(one.message.area_path, other.message.area_path):
        return Whereabouts(frozenset(), apart=True)
    return UNKNOWN


def telling_marks(reading: Reading, kind: str, common: Commonness) -> frozenset[str]:
    """The marks of a kind that tell places of this town apart."""
    marks = reading.places.get(kind, frozenset[str]())
    if common.seen < FEW:
        return marks
    return frozenset(mark for mark in marks if common.share(mark) <= TELLS_NOTHING)


def strangers(path: str, other: str) -> bool:
    """Whether neither of two areas holds the other; False where one is not known."""
    if not path or not other:
        return False
    return not (path.startswith(other) or other.startswith(path))
