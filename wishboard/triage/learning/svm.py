"""Fitting a linear model with scikit-learn. Imported by the child that learns, nowhere else."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.svm import LinearSVC

from wishboard.triage.learning.features import BUCKETS, features
from wishboard.triage.learning.linear import STEPS, LinearModel
from wishboard.triage.learning.rows import Example

PENALTY = 0.5
SEEN_BY = 2
"""A run of characters that fewer messages hold is left out."""

OPENING = 30
"""So many characters of a text without a title stand for its title."""

Floats = NDArray[np.float64]


def counted(texts: Sequence[tuple[str, str]]) -> csr_matrix:
    """Titles and texts as rows of how often each run of characters occurs."""
    values, columns, ends = array("d"), array("q"), array("q", [0])
    for title, text in texts:
        found = features(title, text)
        columns.extend(found)
        values.extend(found.values())
        ends.append(len(columns))
    shape = (len(texts), BUCKETS)
    return csr_matrix((np.array(values), np.array(columns), np.array(ends)), shape=shape)


def rarity(rows: csr_matrix) -> Floats:
    """How rare each run is; 0 for those that too few messages hold to learn from."""
    held = np.bincount(rows.indices, minlength=BUCKETS)
    rare = np.log((1 + rows.shape[0]) / (1 + held)) + 1
    return np.where(held >= SEEN_BY, rare, 0.0)


def weighed(rows: csr_matrix, rare: Floats) -> csr_matrix:
    """Rows weighed by rarity, each of length 1."""
    found = rows.multiply(rare[None, :]).tocsr()
    lengths = np.sqrt(found.multiply(found).sum(axis=1)).A1
    found.data /= np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(found.indptr))
    return found


def headlines(examples: Sequence[Example]) -> list[tuple[str, str]]:
    """Titles by themselves: often that is all there is to go by."""
    return [(example.title or example.text[:OPENING], "") for example in examples]


@dataclass(frozen=True, slots=True)
class Taught:
    """Weights and biases, a row for each label, and how rare each run is."""

    labels: NDArray[np.str_]
    weights: Floats
    bias: Floats
    rare: Floats

    def sums(self, rows: csr_matrix) -> Floats:
        """How much speaks for each label in each row of counted runs."""
        found: Floats = weighed(rows, self.rare) @ self.weights.T + self.bias
        return found


def taught(rows: csr_matrix, titles: csr_matrix, labels: Sequence[str]) -> Taught:
    """Learn from each message twice, whole and by its title."""
    rare = rarity(rows)
    both = vstack([weighed(rows, rare), weighed(titles, rare)], format="csr")
    machine = LinearSVC(C=PENALTY, class_weight="balanced", random_state=0)
    machine.fit(both, [*labels, *labels])
    return Taught(machine.classes_, *_both_sides(machine.coef_, machine.intercept_), rare)


def fit(examples: Sequence[Example], *, sharpness: float) -> LinearModel:
    """The model of all examples, as it is stored."""
    rows = counted([(example.title, example.text) for example in examples])
    found = taught(rows, counted(headlines(examples)), [example.label for example in examples])
    scale = float(np.abs(found.weights).max()) / STEPS or 1.0
    rarity_scale = float(found.rare.max()) / 255 or 1.0
    steps = np.rint(found.weights / scale).astype(np.int8)
    return LinearModel(
        labels=tuple(map(str, found.labels)),
        bias=tuple(map(float, found.bias)),
        scale=scale,
        rarity_scale=rarity_scale,
        sharpness=sharpness,
        weights=array("b", np.ascontiguousarray(steps.T).tobytes()),
        rarity=np.rint(found.rare / rarity_scale).astype(np.uint8).tobytes(),
    )


def _both_sides(weights: Floats, bias: Floats) -> tuple[Floats, Floats]:
    """A row for each label, also where there are only two."""
    if len(weights) > 1:
        return weights, bias
    return np.vstack([-weights, weights]), np.concatenate([-bias, bias])
