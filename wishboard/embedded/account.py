"""The system user that the servers run as when wishboard itself is started by root."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from wishboard.embedded.trouble import Trouble

NAME = "wishboard"
STATE = Path("/var/lib/wishboard")


class Account(NamedTuple):
    """A user and group of the operating system."""

    uid: int
    gid: int

    def own(self, path: Path) -> None:
        """Gives the path to this user."""
        os.chown(path, self.uid, self.gid)


def servant() -> Account | None:
    """The account to run servers as: None keeps one's own, root gets a system user made on demand.

    PostgreSQL refuses to run as root. Raises `Trouble` when no such user can be made.
    """
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        _make_user()
        entry = pwd.getpwnam(NAME)
    return Account(entry.pw_uid, entry.pw_gid)


def make_state(name: str) -> Path:
    """A folder under /var/lib/wishboard that anybody may walk into, whatever the umask."""
    for folder in (STATE, STATE / name):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
    return STATE / name


def reachable(path: Path) -> bool:
    """Whether any user may walk into the folder, its parents included."""
    path = path.resolve()
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def _make_user() -> None:
    if shutil.which("useradd"):
        command = ["useradd", "--system", "--user-group", "--no-create-home"]
        command += ["--home-dir", str(STATE), "--shell", "/usr/sbin/nologin", NAME]
    elif shutil.which("adduser"):
        command = ["adduser", "-S", "-D", "-H", "-h", str(STATE), "-s", "/sbin/nologin", NAME]
    else:
        raise Trouble(
            f"PostgreSQL does not run as root. Make a system user named {NAME}, "
            "or start wishboard as an ordinary user."
        )
    made = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if made.returncode != 0:
        raise Trouble(f"The system user {NAME} could not be made: {made.stderr.strip()}")
