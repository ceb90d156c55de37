"""How common a token is in town: what many say tells little, what few say tells much."""

import json
import zlib
from collections import Counter
from collections.abc import Iterable
from math import log
from typing import Self

LARGEST = 200_000
"""So many tokens are kept; when there are more, those seen once are forgotten."""


class Commonness:
    """In how many messages each token was seen."""

    def __init__(self, seen: int = 0, counts: Counter[str] | None = None) -> None:
        self.seen = seen
        self.counts = counts if counts is not None else Counter()

    def learn(self, tokens: Iterable[str]) -> None:
        """Count one more message by its distinct tokens."""
        self.seen += 1
        self.counts.update(set(tokens))
        if len(self.counts) > LARGEST:
            self.counts = Counter({token: n for token, n in self.counts.items() if n > 1})

    def weight(self, token: str) -> float:
        """What sharing a token is worth: the logarithm of how rare it is, never below 0."""
        return max(0.0, log((self.seen + 2) / (self.counts[token] + 0.5)))

    def share(self, token: str) -> float:
        """The part of all messages that holds a token, from 0 to 1."""
        return self.counts[token] / self.seen if self.seen else 0.0

    def pack(self) -> bytes:
        """All of it in few bytes, to be stored."""
        return zlib.compress(json.dumps([self.seen, self.counts], ensure_ascii=False).encode())

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """What `pack` stored."""
        seen, counts = json.loads(zlib.decompress(packed))
        return cls(seen, Counter(counts))
