"""Whole towns of processes, and how to look at them from outside."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
OPENING = 60.0


@dataclass
class Town:
    """A supervisor, where its web server is, and what everybody has written to the terminal."""

    process: "subprocess.Popen[bytes]"
    address: str
    log: Path

    def get(self, path: str = "/") -> str:
        """The text of a page."""
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            return str(answer.read().decode())

    def answers(self) -> bool:
        """Whether the page can be had."""
        try:
            return bool(self.get())
        except OSError:
            return False

    def pids(self) -> dict[int, str]:
        """Everything that runs below the supervisor, with its command line."""
        return descendants(self.process.pid)

    def pid_of(self, words: str) -> int:
        """The oldest descendant whose command line contains the words."""
        return min(pid for pid, line in self.pids().items() if words in line)

    def runs_another(self, words: str, than: int) -> bool:
        """Whether a descendant with these words in its command line runs, and not the one known."""
        return any(words in line for pid, line in self.pids().items() if pid != than)

    def wait_until_open(self) -> None:
        """Returns when the supervisor says that the town is open."""
        opened = eventually(
            lambda: "is open at" in self.log.read_text() or self.process.poll() is not None,
            OPENING,
        )
        assert opened and self.process.poll() is None, self.log.read_text()


@contextmanager
def whole_town(data_dir: Path, *, demo: bool = False, **settings: str) -> Iterator[Town]:
    """`wishboard run` on a free port, open and real; settings are named as in settings.py.

    Everything is ended when the block ends, and nothing of it may be left.
    """
    port = free_port()
    chosen = {"data_dir": str(data_dir), "port": str(port)} | settings
    kept = {name: value for name, value in os.environ.items() if "WISHBOARD_" not in name}
    env = kept | {f"WISHBOARD_{name.upper()}": value for name, value in chosen.items()}
    command = [sys.executable, "-m", "wishboard.cli", "run", *(["--demo"] if demo else [])]
    log = data_dir / "terminal.log"
    with supervised(command, log, env=env) as process:
        town = Town(process, f"http://127.0.0.1:{port}", log)
        town.wait_until_open()
        yield town


@contextmanager
def supervised(
    command: list[str], log: Path, env: dict[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """Runs a supervisor that writes to a log."""
    with log.open("ab") as terminal:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdout=terminal,
            stderr=terminal,
        )
    try:
        yield process
    finally:
        below = descendants(process.pid)
        process.kill()
        process.wait()
        assert eventually(lambda: not any(alive(pid) for pid in below)), "processes were left"


def descendants(root: int) -> dict[int, str]:
    """The living processes below one, with their command lines."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,stat=,command="],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [line.split(None, 3) for line in listed.stdout.splitlines()]
    found = {root: ""}
    for pid, parent, state, command in rows * 5:
        if int(parent) in found and not state.startswith("Z"):
            found[int(pid)] = command
    del found[root]
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def alive(pid: int) -> bool:
    """Whether a process runs."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            return stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except (FileNotFoundError, ProcessLookupError):
            return False
    return subprocess.run(["ps", "-p", str(pid)], capture_output=True, check=False).returncode == 0


def eventually(condition: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Waits until something holds; whether it did in time."""
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
