"""One town per data folder: who has it, and where."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from wishboard.embedded.home import make_data_dir
from wishboard.embedded.trouble import AlreadyRunning

RUN = "run"


@dataclass(frozen=True)
class Holder:
    """Who has a data folder: the command, its process and the address it serves, if any."""

    command: str
    pid: int
    since: str
    address: str = ""

    def __str__(self) -> str:
        where = f" at {self.address}" if self.address else ""
        return f"`wishboard {self.command}`{where}, process {self.pid}, since {self.since}"


def take(data_dir: Path, command: str, address: str = "") -> IO[str]:
    """Takes the data folder until the returned file is closed or the process ends.

    The lock lives in the open file, so that a killed holder leaves nothing to clean up and an
    `exec` keeps it. Raises `AlreadyRunning` with the holder's name when it is taken.
    """
    make_data_dir(data_dir)
    file = (data_dir / "lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise AlreadyRunning(
            f"The data folder {data_dir} is in use by {holder(data_dir) or 'another process'}. "
            "Stop that first, or choose another folder with WISHBOARD_DATA_DIR."
        ) from None
    file.truncate(0)
    since = time.strftime("%Y-%m-%d %H:%M:%S")
    json.dump(asdict(Holder(command, os.getpid(), since, address)), file)
    file.flush()
    return file


def holder(data_dir: Path) -> Holder | None:
    """Who has the data folder now; None when nobody has, or has not written a name yet."""
    path = data_dir / "lock"
    if not path.exists():
        return None
    with path.open(encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            try:
                return Holder(**json.load(file))
            except ValueError:
                return None
    return None


@contextmanager
def held(data_dir: Path, command: str) -> Iterator[None]:
    """Holds the data folder for the duration of one command."""
    with take(data_dir, command):
        yield
