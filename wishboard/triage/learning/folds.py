"""What a model is worth, measured on what it has not seen. Imported by the child that learns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from scipy.sparse.csgraph import connected_components
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from wishboard.triage.learning.rows import Example
from wishboard.triage.learning.svm import (
    Floats,
    counted,
    headlines,
    rarity,
    taught,
    weighed,
)

FOLDS = 5
NEARLY_THE_SAME = 0.6
"""From this cosine on two messages count as one, and are kept in one fold."""

BLOCK = 1_000
_SHARPNESSES = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


@dataclass(frozen=True, slots=True)
class Measured:
    """F1 averaged over the labels, by whole messages and by titles alone (0 without titles).

    `sharpness` makes the probabilities of a model fit how often it was right.
    """

    text_f1: float
    title_f1: float
    sharpness: float


def measured(
    examples: Sequence[Example], *, progress: Callable[[float], None] = lambda _done: None
) -> Measured:
    """Judge each fifth of the examples by a model of the others."""
    labels = np.array([example.label for example in examples])
    titled = np.array([bool(example.title) for example in examples])
    rows = counted([(example.title, example.text) for example in examples])
    titles = counted(headlines(examples))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    names = np.unique(labels)
    by_text, by_title = (np.zeros((len(labels), len(names))) for _ in range(2))
    parted = folds.split(rows, labels, near_duplicates(rows))
    for number, (learn, judge) in enumerate(parted, start=1):
        model = taught(rows[learn], titles[learn], labels[learn])
        at = np.searchsorted(names, model.labels)
        for found, asked in ((by_text, rows), (by_title, titles)):
            found[np.ix_(judge, at)] = model.sums(asked[judge])
        progress(number / (FOLDS + 1))
    return Measured(
        text_f1=_macro(labels, names[by_text.argmax(axis=1)]),
        title_f1=_macro(labels[titled], names[by_title[titled].argmax(axis=1)]),
        sharpness=_sharpness(by_text, np.searchsorted(names, labels)),
    )


def near_duplicates(rows: csr_matrix) -> NDArray[np.int32]:
    """For each message the number of the bunch of nearly the same messages it is in."""
    alike = weighed(rows, rarity(rows))
    found = []
    for start in range(0, alike.shape[0], BLOCK):
        block = alike[start : start + BLOCK] @ alike.T
        block.data[block.data < NEARLY_THE_SAME] = 0
        block.eliminate_zeros()
        found.append(block)
    bunches: NDArray[np.int32] = connected_components(vstack(found), directed=False)[1]
    return bunches


def _macro(labels: NDArray[np.str_], guessed: NDArray[np.str_]) -> float:
    return float(f1_score(labels, guessed, average="macro")) if len(labels) else 0.0


def _sharpness(sums: Floats, right: NDArray[np.intp]) -> float:
    """That under which what happened was likeliest."""

    def surprise(sharpness: float) -> float:
        powers = np.exp((sums - sums.max(axis=1, keepdims=True)) * sharpness)
        likely = powers[np.arange(len(right)), right] / powers.sum(axis=1)
        return float(-np.log(likely + 1e-9).mean())

    return min(_SHARPNESSES, key=surprise)
