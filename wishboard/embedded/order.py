"""What the web server is told after it has begun to load.

To load the house's modules takes longer than anything else at the start, and needs no setting. So
the web server's process is started first, and its order follows in a file without a name that the
supervisor and it have open. Whoever is started later finds the order there at once.
"""

import json
import os
import tempfile
import time
from dataclasses import asdict, dataclass, field

PAUSE = 0.02
LONGEST = 60_000


@dataclass(frozen=True)
class Order:
    """Where to serve, with how many worker processes, and what to add to the environment."""

    host: str
    port: int
    workers: int
    env: dict[str, str] = field(default_factory=dict)


class Desk:
    """The supervisor's side: takes one order, which stays."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the supervisor

    @property
    def number(self) -> int:
        """The descriptor that a web server inherits."""
        return self._file.fileno()

    def put(self, order: Order) -> None:
        """Tells the order to all who wait for it."""
        os.pwrite(self.number, json.dumps(asdict(order)).encode() + b"\n", 0)


def await_order(number: int) -> Order:
    """The order in the file behind a descriptor, as soon as it is there."""
    while not (text := os.pread(number, LONGEST, 0)).endswith(b"\n"):
        time.sleep(PAUSE)
    os.close(number)
    return Order(**json.loads(text))
