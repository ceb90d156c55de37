"""What something cost, in processor time: a busy machine makes it slower, not dearer."""

import os
from collections.abc import Callable


def processor_seconds() -> Callable[[], float]:
    """Starts counting; tells what this process and its ended children have used since."""
    began = sum(os.times()[:4])
    return lambda: sum(os.times()[:4]) - began
