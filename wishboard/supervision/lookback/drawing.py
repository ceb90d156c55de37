"""The draw: who is called back. Anybody can repeat it from the seed. Pure."""

import hashlib
from collections.abc import Iterable, Sequence


def lot(seed: int, name: str) -> str:
    """The lot of one name in a draw: the SHA-256 of seed and name, in hex."""
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()


def drawn(seed: int, names: Iterable[str], size: int, first: Iterable[str] = ()) -> Sequence[str]:
    """So many of the names, those with the smallest lots; the ones in `first` before all others.

    The same seed draws the same, in whatever order the names come. A name more or less does not
    change how the others stand to each other.
    """
    ahead = set(first)
    ordered = sorted(set(names) | ahead, key=lambda name: (name not in ahead, lot(seed, name)))
    return ordered[:size]
