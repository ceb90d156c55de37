"""One service kept alive: started, restarted with growing pauses, given up on, stopped.

The pauses grow only while it dies young; what had run steadily is back at once.
"""

import subprocess
import sys
import time

from wishboard.embedded.service import Service, stop, sweep, tell
from wishboard.embedded.trouble import Trouble

PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
STEADY_AFTER = 3.0
TRIES_BEFORE_READY = 3


class Watch:
    """Keeps one service running. `tend` is called often and never blocks for long."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.process: subprocess.Popen[bytes] | None = None
        self.ready = False
        self._ever_ready = False
        self._started = 0.0
        self._failures = 0
        self._due = 0.0

    def start(self) -> None:
        """Starts the service."""
        self.process = self.service.start()
        self._started = time.monotonic()
        self.ready = False

    def tend(self) -> None:
        """Notices that the service is ready, has died, or is due again.

        Raises `Trouble` when it died several times without ever having been ready.
        """
        now = time.monotonic()
        if self.process is None:
            if now >= self._due:
                self.start()
        elif self.process.poll() is not None:
            self._mourn(self.process, now)
        elif not self.ready and self.service.ready():
            self.ready = self._ever_ready = True

    @property
    def restless(self) -> bool:
        """Whether something is expected to change soon."""
        return self.process is None or not self.ready

    def tell_to_stop(self) -> None:
        """Asks the service to end, without waiting."""
        if self.process:
            tell(self.process, self.service.stop_signal)

    def stop(self, patience: float) -> None:
        """Ends the service, if need be by force."""
        if self.process:
            stop(self.process, self.service, patience)
            self.process = None

    def _mourn(self, process: "subprocess.Popen[bytes]", now: float) -> None:
        sweep(process)
        steady = self.ready and now - self._started > STEADY_AFTER
        self._failures = 1 if steady else self._failures + 1
        self.process = None
        self.ready = False
        if not self._ever_ready and self._failures >= TRIES_BEFORE_READY:
            raise Trouble(
                f"{self.service.name} does not start (it ended with {process.returncode}). "
                f"{self.service.last_words()}"
            )
        pause = PAUSES[min(self._failures, len(PAUSES)) - 1]
        self._due = now + pause
        how = f"{self.service.name} ended with {process.returncode}"
        print(f"{how}; starting it again in {pause} s", file=sys.stderr, flush=True)  # noqa: T201
