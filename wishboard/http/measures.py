"""How many requests were answered and how fast, counted by each process and added up for all.

A process counts in memory and writes its counts into a small file beside those of the others under
the same parent; whoever is asked adds them up. What cannot be written is not worth a fault.
"""

import asyncio
import contextlib
import json
import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from wishboard.settings import settings

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0)
"""Seconds up to which requests are counted as that fast."""
WRITTEN_AFTER = 1.0
"""Seconds after which a process's counts are seen by the others."""

Seen = tuple[str, str, int]
"""Method, route and status."""


@dataclass
class Measures:
    """The counts of one process, or of several added up."""

    requests: Counter[Seen] = field(default_factory=Counter)
    speeds: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0
    connections: int = 0

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        self.requests[method, route, status] += 1
        self.speeds[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds

    def add(self, other: "Measures", *, alive: bool) -> None:
        """Add another process's counts; connections only of one that lives."""
        self.requests.update(other.requests)
        self.speeds = [a + b for a, b in zip(self.speeds, other.speeds, strict=True)]
        self.seconds += other.seconds
        self.connections += other.connections if alive else 0

    def up_to(self) -> Iterator[tuple[str, int]]:
        """How many requests were as fast as each bound or faster."""
        bounds = [*(str(bound) for bound in BOUNDS), "+Inf"]
        return zip(bounds, accumulate(self.speeds), strict=True)

    def to_json(self) -> str:
        """The counts as they are written."""
        requests = [[*seen, times] for seen, times in self.requests.items()]
        return json.dumps([requests, self.speeds, self.seconds, self.connections])

    @classmethod
    def from_json(cls, text: str) -> "Measures":
        """Counts that were written. Raises ValueError."""
        requests, speeds, seconds, connections = json.loads(text)
        counted = Counter({(m, route, status): n for m, route, status, n in requests})
        return cls(counted, speeds, seconds, connections)


class Book:
    """This process's measures and where they are written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.own = Measures()
        self._due: asyncio.TimerHandle | None = None

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request, to be written soon."""
        self.own.count(method, route, status, seconds)
        if self._due is None:
            loop = asyncio.get_running_loop()
            self._due = loop.call_later(WRITTEN_AFTER, self.write)

    def write(self) -> None:
        """Write the counts where the others find them."""
        self._due = None
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f"{self._name}.draft"
            draft.write_text(self.own.to_json(), "ascii")
            draft.replace(self._folder / self._name)

    def added_up(self) -> Measures:
        """The counts of all processes under this one's parent."""
        total = Measures()
        total.add(self.own, alive=True)
        for path in self._folder.glob(f"{os.getppid()}-*.json"):
            with contextlib.suppress(OSError, ValueError):
                if path.name != self._name:
                    written = Measures.from_json(path.read_text("ascii"))
                    total.add(written, alive=_lives(_numbers(path)[1]))
        return total

    def sweep(self) -> None:
        """Remove what the processes of earlier parents have left."""
        for path in self._folder.glob("*-*.*"):
            with contextlib.suppress(OSError, ValueError):
                if not _lives(_numbers(path)[0]):
                    path.unlink()

    @property
    def _name(self) -> str:
        return f"{os.getppid()}-{os.getpid()}.json"


@cache
def book() -> Book:
    """The book of this process."""
    return Book(settings().data_dir / "measures")


def _numbers(path: Path) -> tuple[int, int]:
    parent, own = path.name.partition(".")[0].split("-")
    return int(parent), int(own)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def lines(name: str, kind: str, says: str, samples: list[tuple[dict[str, Any], float]]) -> str:
    """One measure in Prometheus's text format."""
    head = f"# HELP {name} {says}\n# TYPE {name} {kind}\n"
    return head + "".join(sample(name, labels, value) for labels, value in samples)


def sample(name: str, labels: dict[str, Any], value: float) -> str:
    """One line of a measure."""
    told = ",".join(f'{label}="{_escaped(str(what))}"' for label, what in labels.items())
    return f"{name}{{{told}}} {value:.15g}\n" if told else f"{name} {value:.15g}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
