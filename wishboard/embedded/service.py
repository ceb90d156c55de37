"""A process that should be there: how it is started, known to be ready, and stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from wishboard.embedded import leash
from wishboard.embedded.account import Account

LOG_LIMIT = 5_000_000


@dataclass(frozen=True)
class Service:
    """What to run. `ready` is asked while the process lives; `before` runs ahead of each start.

    The process inherits the descriptors of `inherits`.
    """

    name: str
    argv: list[str]
    env: dict[str, str]
    ready: Callable[[], bool]
    before: Callable[[], None] = lambda: None
    stop_signal: int = signal.SIGTERM
    kill_signal: int = signal.SIGKILL
    patience: float = 25.0
    account: Account | None = None
    log: Path | None = None
    inherits: tuple[int, ...] = ()

    def start(self) -> "subprocess.Popen[bytes]":
        """Starts the process on a leash, in a session of its own so that Ctrl-C passes it by.

        Without a log file it writes to the terminal.
        """
        self.before()
        owner = f"{self.account.uid}:{self.account.gid}" if self.account else "-"
        python = [sys.executable, "-I", "-S", leash.__file__]
        tied = [*python, str(int(self.stop_signal)), str(os.getpid()), owner, *self.argv]
        out = open_log(self.log) if self.log else None
        try:
            return subprocess.Popen(  # noqa: S603
                tied,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                pass_fds=self.inherits,
            )
        finally:
            if out is not None:
                os.close(out)

    def last_words(self, lines: int = 5) -> str:
        """The end of the log, to show why a server did not start."""
        if self.log is None or not self.log.exists():
            return ""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])


def open_log(path: Path) -> int:
    """A descriptor that appends to a log; a long log is put aside under one older name."""
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".old.log"))
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)


def stop(process: "subprocess.Popen[bytes]", service: Service, patience: float) -> None:
    """Asks a process to end, waits, then insists; leaves nobody of its group behind."""
    tell(process, service.stop_signal)
    for insistence in (service.kill_signal, signal.SIGKILL):
        if gone(process, patience):
            break
        tell(process, insistence)
        patience = 5.0
    gone(process, patience)
    sweep(process)


def tell(process: "subprocess.Popen[bytes]", number: int) -> None:
    """Signals the process if it lives."""
    if process.poll() is None:
        process.send_signal(number)


def gone(process: "subprocess.Popen[bytes]", patience: float) -> bool:
    """Waits up to so many seconds; whether the process has ended."""
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        return False
    return True


def sweep(process: "subprocess.Popen[bytes]") -> None:
    """Ends what a dead process left in its group, such as web workers of a killed main process."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def until(condition: Callable[[], bool], patience: float, pause: float = 0.02) -> bool:
    """Waits until the condition holds, at most so many seconds; whether it does."""
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True


def clean_environment(names: Iterable[str] = ("PATH", "TZ", "TMPDIR")) -> dict[str, str]:
    """An environment in which no PG* variable of the operator misleads a server."""
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {"LC_ALL": "C", **kept}
