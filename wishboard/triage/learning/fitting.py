"""The child that learns: `python -m wishboard.triage.learning.fitting`.

Reads rows as JSON lines from standard input until it closes, writes JSON lines: `{"done": 0.4}`
as it goes, at last the result. Only here are scikit-learn and SciPy loaded.
"""

import base64
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from wishboard.core.confined import confine
from wishboard.triage.learning.rows import Example

MEGABYTES = 6_000
SECONDS = 1_800


def main() -> None:
    """Learn from the rows on standard input, and tell the parent."""
    confine(megabytes=MEGABYTES, seconds=SECONDS)
    examples = [Example(*json.loads(line)) for line in sys.stdin.buffer]
    _tell(learnt(examples, progress=lambda done: _tell({"done": done})))


def learnt(
    examples: Sequence[Example], *, progress: Callable[[float], None] = lambda _done: None
) -> dict[str, Any]:
    """A model fitted on all examples, with what five folds of them measured.

    Each fold is judged by a model that has not seen it, nor near-duplicates of what is in it.
    """
    from wishboard.triage.learning.folds import measured  # noqa: PLC0415 - loads SciPy
    from wishboard.triage.learning.svm import fit  # noqa: PLC0415

    found = measured(examples, progress=progress)
    model = fit(examples, sharpness=found.sharpness)
    return {
        "text_f1": found.text_f1,
        "title_f1": found.title_f1,
        "labels": len(model.labels),
        "packed": base64.b64encode(model.pack()).decode(),
    }


def _tell(line: Any) -> None:
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
