"""What a backup says about itself, so that a restore can be checked against it."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from wishboard.core.keyfile import written_ring
from wishboard.core.keyring import BadKeys, Ring
from wishboard.embedded.trouble import Trouble
from wishboard.settings import Settings

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
KEY = "secret.key"
FILES = "files/"


@dataclass(frozen=True)
class Manifest:
    """`rows` counts every table in the moment of the dump.

    `key` are the fingerprints of the keys that the town had, not the keys, with a comma between.
    """

    format: int
    made_at: str
    version: str
    server_major: int
    revisions: list[str]
    rows: dict[str, int]
    dump_sha256: str
    files: int
    file_bytes: int
    files_elsewhere: bool
    key: str
    has_key: bool

    def to_json(self) -> bytes:
        """The manifest as it stands in the file."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Reads a manifest. Raises `Trouble` when it is not one this version understands."""
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError):
            raise Trouble("This backup was made by a newer wishboard; restore it there.") from None

    def summary(self) -> str:
        """What is in the backup, in one sentence."""
        filled = sum(1 for count in self.rows.values() if count)
        photos = f"{counted(self.files, 'file')} ({self.file_bytes / 2**20:.1f} MB)"
        if self.files_elsewhere:
            photos = "no files, since they are in the bucket of WISHBOARD_FILES_URL"
        rows = counted(sum(self.rows.values()), "row")
        return f"{rows} in {counted(filled, 'table')}, {photos}"


def counted(number: int, noun: str, many: str = "") -> str:
    """A number with its noun; `many` is the plural where it takes more than an s."""
    return f"{number} {noun}" if number == 1 else f"{number} {many or noun + 's'}"


def erased_list(town: Settings) -> Path:
    """Where the worker writes down which wishes were erased for good."""
    return town.data_dir / "erased.list"


def files_folder(town: Settings) -> Path:
    """Where an installation without WISHBOARD_FILES_URL keeps its photos."""
    return town.data_dir / "files"


def present_keys(town: Settings) -> Ring | None:
    """The installation's keys as they are written down, if there are any. Raises `Trouble`."""
    try:
        return written_ring(town)
    except BadKeys as reason:
        raise Trouble(f"The keys here are not in order: {reason}.") from None


def fingerprints(known: Ring | None) -> list[str]:
    """Tells keys apart without telling a key, the current one first."""
    keys = reversed(known.by_age) if known else ()
    return [hashlib.sha256(f"wishboard backup {key}".encode()).hexdigest()[:16] for key in keys]


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
