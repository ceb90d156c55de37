"""What must be true before a town opens: `python -m wishboard.embedded.opening [TABLE COMMAND …]`.

The schema is current, else `wishboard migrate` makes it so. With a TABLE, the command fills the
town when that table is empty. Looks by plain SQL, since on most starts there is nothing to do.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg

REVISIONS = Path(__file__).parent.parent / "migrations" / "versions"
REVISION = re.compile(r"^revision\b[^=]*=\s*['\"](\w+)", re.MULTILINE)
PARENTS = re.compile(r"^down_revision\b[^=]*=(.*(?:\n[ )].*)*)", re.MULTILINE)


def known_revisions(folder: Path = REVISIONS) -> set[str]:
    """Every revision of this version, read from the files without importing them."""
    return {name for text in _texts(folder) for name in REVISION.findall(text)}


def wanted_heads(folder: Path = REVISIONS) -> set[str]:
    """The revisions nobody builds on."""
    stated = [names for text in _texts(folder) for names in PARENTS.findall(text)]
    return known_revisions(folder) - set(re.findall(r"['\"](\w+)['\"]", " ".join(stated)))


def present_heads(url: str) -> set[str]:
    """The revisions a database is at; none for an empty one."""
    with psycopg.connect(url, autocommit=True) as db:
        known = db.execute("SELECT to_regclass('alembic_version') IS NOT NULL").fetchone()
        if known != (True,):
            return set()
        return {name for (name,) in db.execute("SELECT version_num FROM alembic_version")}


def is_empty(url: str, table: str) -> bool:
    """Whether the table has no row."""
    query = psycopg.sql.SQL("SELECT NOT EXISTS (SELECT FROM {})").format(
        psycopg.sql.Identifier(table)
    )
    with psycopg.connect(url, autocommit=True) as db:
        return db.execute(query).fetchone() == (True,)


def main() -> None:
    """Makes it true, or ends with the status of the command that failed."""
    url = os.environ["WISHBOARD_DATABASE_URL"]
    try:
        present = present_heads(url)
    except psycopg.OperationalError as reason:
        sys.exit(f"The database does not answer: {reason}")
    if present != wanted_heads():
        _run([sys.executable, "-m", "wishboard.cli", "migrate"])
    if sys.argv[1:]:
        table, *command = sys.argv[1:]
        if is_empty(url, table):
            _run(command)


def _texts(folder: Path) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in folder.glob("*.py")]


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False)  # noqa: S603
    if done.returncode != 0:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
