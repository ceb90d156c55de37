"""Where the house's keys are written down, and how a running process keeps up with them."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from wishboard.core.keyring import Ring, new_key, parse_ring
from wishboard.settings import Settings, settings

LOOK_AGAIN = 2.0
"""After how many seconds at the latest a running process sees that the key file has changed."""


def key_file(town: Settings) -> Path:
    """Where an installation without WISHBOARD_SECRET_KEY keeps its keys."""
    return town.data_dir / "secret.key"


def written_ring(town: Settings) -> Ring | None:
    """The keys of an installation as they are written down; None when there are none yet."""
    if given := town.secret_key.get_secret_value():
        return parse_ring(given)
    path = key_file(town)
    if not path.exists():
        return None
    return parse_ring(path.read_text(encoding="ascii", errors="replace"))


def write_ring(path: Path, ring: Ring) -> None:
    """Put a ring in the place of another, whole or not at all, for the same owner."""
    before = path.stat()
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(str(ring))
        file.flush()
        os.fsync(file.fileno())
    if os.geteuid() == 0:
        shutil.chown(draft, before.st_uid, before.st_gid)
    Path(draft).chmod(before.st_mode & 0o777)
    Path(draft).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def make_key_file(path: Path) -> None:
    """Write a first key beside its place and link it there whole; who was quicker wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(str(Ring((new_key(),))))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


@dataclass(slots=True)
class _Held:
    """The ring as this process has read it, whose it is, and when to look at the file again."""

    ring: Ring
    town: Settings
    mark: Sequence[int]
    look_at: float


_held: _Held | None = None


def ring() -> Ring:
    """The keys of this installation; a first one is made when there is none.

    A key file that has changed is read again within seconds, so that no process goes on sealing
    under a key that is not the current one any more.
    """
    held = _held
    if held is None or held.town is not settings():
        return _read()
    if monotonic() > held.look_at:
        held.look_at = monotonic() + LOOK_AGAIN
        return newer_ring() or held.ring
    return held.ring


def newer_ring() -> Ring | None:
    """The keys when their file has changed since it was read, else None.

    A file that is gone or broken meanwhile changes nothing for those who have read it before.
    """
    held = _held
    if held is None or (mark := _mark(held.town)) in ((), held.mark):
        return None
    try:
        found = written_ring(held.town)
    except (OSError, ValueError):
        return None
    before, held.mark = held.ring, mark
    held.ring = found or before
    return held.ring if held.ring != before else None


def _read() -> Ring:
    global _held  # noqa: PLW0603 - one ring a process is the point
    town = settings()
    mark = _mark(town)
    found = written_ring(town)
    if found is None:
        make_key_file(key_file(town))
        return _read()
    _held = _Held(found, town, mark, monotonic() + LOOK_AGAIN)
    return found


def _mark(town: Settings) -> Sequence[int]:
    if town.secret_key.get_secret_value():
        return ()
    try:
        stat = key_file(town).stat()
    except FileNotFoundError:
        return ()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
