"""The folders of the embedded servers inside a data folder."""

import os
import zlib
from dataclasses import dataclass
from pathlib import Path

from wishboard.embedded.account import Account, make_state, reachable, servant
from wishboard.embedded.trouble import Trouble

LONGEST_SOCKET_FOLDER = 80


@dataclass(frozen=True)
class Home:
    """Where PostgreSQL and Valkey keep what is theirs, and the account they run as."""

    folder: Path
    account: Account | None

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data."""
        return self.folder / "postgres"

    @property
    def log(self) -> Path:
        """What the servers had to say."""
        return self.folder / "log"

    @property
    def sockets(self) -> Path:
        """Where the sockets are; a short path elsewhere when a socket's name would be too long."""
        folder = self.folder / "run"
        if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
            return folder
        mark = zlib.crc32(os.fsencode(self.folder))
        return Path(os.environ.get("TMPDIR", "/tmp")) / f"wishboard-{mark:08x}"  # noqa: S108

    @property
    def postgres_url(self) -> str:
        """How the town's database is reached."""
        return f"postgresql://wishboard@/wishboard?host={self.sockets}"

    @property
    def valkey_socket(self) -> Path:
        """How Valkey is reached."""
        return self.sockets / "valkey.sock"

    @property
    def valkey_url(self) -> str:
        """How Valkey is reached, as a Redis address."""
        return f"unix://{self.valkey_socket}"


def find_home(data_dir: Path) -> Home:
    """The servers' home in a data folder as it is, without making anything."""
    account = servant()
    return Home((data_dir / "servers").resolve(), account)


def make_home(data_dir: Path) -> Home:
    """The servers' home in a data folder, made when missing, closed to everybody else.

    When root's data folder lies behind a folder that the system user cannot enter, the home is
    made under /var/lib/wishboard and linked. Raises `Trouble` when a folder belongs to somebody
    else.
    """
    make_data_dir(data_dir)
    account = servant()
    link = data_dir / "servers"
    if not link.exists() and account and not reachable(data_dir):
        link.unlink(missing_ok=True)
        link.symlink_to(make_state("towns") / os.urandom(6).hex())
    home = find_home(data_dir)
    for folder in (home.folder, home.log, home.sockets):
        _make_private(folder, account)
    return home


def make_data_dir(data_dir: Path) -> None:
    """Makes the data folder, private to its owner; root's may be walked through, not read."""
    if not data_dir.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        data_dir.chmod(0o711 if os.geteuid() == 0 else 0o700)


def _make_private(folder: Path, account: Account | None) -> None:
    folder.mkdir(exist_ok=True)
    owner = account.uid if account else os.geteuid()
    if folder.lstat().st_uid not in {owner, os.geteuid()} or folder.is_symlink():
        raise Trouble(f"{folder} belongs to somebody else; remove it or choose another folder.")
    folder.chmod(0o700)
    if account:
        account.own(folder)
