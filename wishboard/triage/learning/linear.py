"""A learnt model as the desk uses it: a table of small whole numbers, read without libraries."""

import json
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import exp, sqrt
from typing import NamedTuple, Self

from wishboard.triage.learning.features import BUCKETS, bucket, features, runs

STEPS = 127
"""Weights are whole numbers from -127 to 127; `scale` is what one step is worth."""

REASONS = 4


class Guess(NamedTuple):
    """A label with how sure the model is, from 0 to 1, and the words that speak for it."""

    label: str
    sure: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """One weight for every run of characters and label, and how rare each run is.

    `sharpness` turns sums of weights into probabilities; it is measured with the model.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float
    rarity_scale: float
    sharpness: float
    weights: "array[int]"
    rarity: bytes

    def guess(self, title: str, text: str) -> Guess:
        """The likeliest label. Without a word it knows, the model is no surer than by chance."""
        weighed = self._weighed(features(title, text))
        sums = list(self.bias)
        width = len(self.labels)
        for number, value in weighed.items():
            row = self.weights[number * width : (number + 1) * width]
            for i, weight in enumerate(row):
                if weight:
                    sums[i] += value * weight * self.scale
        best = max(range(width), key=lambda i: sums[i])
        sure = probabilities(sums, self.sharpness)[best]
        return Guess(self.labels[best], sure, self._words(f"{title} {text}", best, weighed))

    def _weighed(self, found: Mapping[int, float]) -> dict[int, float]:
        weighed = {
            number: value * self.rarity[number] * self.rarity_scale
            for number, value in found.items()
            if self.rarity[number]
        }
        length = sqrt(sum(value * value for value in weighed.values())) or 1.0
        return {number: value / length for number, value in weighed.items()}

    def _words(self, text: str, label: int, weighed: Mapping[int, float]) -> tuple[str, ...]:
        """The runs of two and three characters that speak most for a label, none inside another."""
        width = len(self.labels)
        spoken = {
            run: weighed[number] * weight
            for run in runs(text)
            if len(run.strip()) > 1 and (number := bucket(run)) in weighed
            if (weight := self.weights[number * width + label]) > 0
        }
        named: list[str] = []
        for run in nlargest(4 * REASONS, spoken, key=lambda run: (spoken[run], run)):
            if len(named) < REASONS and not any(run.strip() in n or n in run for n in named):
                named.append(run.strip())
        return tuple(named)

    def pack(self) -> bytes:
        """All of it in few bytes, to be stored."""
        head = [self.labels, self.bias, self.scale, self.rarity_scale, self.sharpness]
        told = json.dumps(head, ensure_ascii=False).encode()
        table = zlib.compress(self.weights.tobytes() + self.rarity, 6)
        return len(told).to_bytes(4, "big") + told + table

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """What `pack` stored."""
        end = 4 + int.from_bytes(packed[:4], "big")
        labels, bias, scale, rarity_scale, sharpness = json.loads(packed[4:end])
        table = zlib.decompress(packed[end:])
        weights = array("b", table[: BUCKETS * len(labels)])
        rarity = table[BUCKETS * len(labels) :]
        return cls(tuple(labels), tuple(bias), scale, rarity_scale, sharpness, weights, rarity)


def probabilities(sums: Sequence[float], sharpness: float) -> list[float]:
    """Sums of weights as probabilities, which add up to 1."""
    top = max(sums)
    powers = [exp((one - top) * sharpness) for one in sums]
    return [power / sum(powers) for power in powers]
