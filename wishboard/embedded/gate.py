"""Holds the web server at the door: it loads while the database starts, and serves after.

The gate is a file that is there while the town is open. A pipe would not do: a process that is
spawned and not forked, as on macOS, does not inherit it.
"""

import os
import time
from pathlib import Path

VARIABLE = "WISHBOARD_GATE"
PAUSE = 0.02


class Gate:
    """The supervisor's side; closed at first, whatever a killed one left."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / "open"
        self.close()

    def open(self) -> None:
        """Lets everybody in, also those who come later."""
        self.path.touch()

    def close(self) -> None:
        """Keeps everybody waiting."""
        self.path.unlink(missing_ok=True)


def wait_at_gate() -> None:
    """Returns when the town may open; at once where no supervisor set a gate."""
    gate = os.environ.get(VARIABLE)
    while gate and not Path(gate).exists():
        time.sleep(PAUSE)
