"""The database in and out of a dump, by PostgreSQL's own programs."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from wishboard.embedded.binaries import postgres_bin
from wishboard.embedded.trouble import Trouble

TABLES: LiteralString = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname
"""
ASIDE = "before_restore"
VERSIONS_TABLE = "alembic_version"

Connection = psycopg.Connection[tuple[object, ...]]


def program(name: str, at_least: int, *, embedded: bool) -> str:
    """`pg_dump` or `pg_restore` of at least that major version.

    A city's own programs come first, since those of the wheel cannot speak TLS.
    """
    own = None if embedded else shutil.which(name)
    if own:
        shown = subprocess.run([own, "--version"], capture_output=True, text=True, check=True)
        number = re.search(r"(\d+)", shown.stdout)
        if number and int(number.group(1)) >= at_least:
            return own
    return str(postgres_bin() / name)


def run(argv: list[str]) -> None:
    """Runs a PostgreSQL program. Raises `Trouble` with its own words when it fails."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Trouble(f"{Path(argv[0]).name} failed: {done.stderr.strip()}")


def count_rows(db: Connection) -> dict[str, int]:
    """How many rows each table of the town has."""
    counts: dict[str, int] = {}
    for (name,) in db.execute(TABLES).fetchall():
        count = sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(str(name)))
        (number,) = db.execute(count).fetchone() or (0,)
        counts[str(name)] = int(str(number))
    return counts


def dump(url: str, target: Path, *, embedded: bool) -> tuple[dict[str, int], int]:
    """Dumps the database; returns the row counts of the same moment and the server's version."""
    with psycopg.connect(url) as db:
        db.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        db.read_only = True
        (snapshot,) = db.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        rows = count_rows(db)
        major = db.info.server_version // 10_000
        command = [program("pg_dump", major, embedded=embedded), "--format=custom", "--no-owner"]
        command += ["--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
        run([*command, f"--dbname={url}"])
    return rows, major


@contextmanager
def replaced_schema(url: str) -> Iterator[None]:
    """Puts the town's tables aside for a restore; they come back if it fails."""
    recover(url)
    _execute(url, f"ALTER SCHEMA public RENAME TO {ASIDE}", "CREATE SCHEMA public")
    try:
        yield
    except BaseException:
        recover(url)
        raise
    _execute(url, f"DROP SCHEMA {ASIDE} CASCADE")


def recover(url: str) -> None:
    """Brings back what an interrupted restore had put aside."""
    with psycopg.connect(url) as db:
        aside = db.execute("SELECT FROM pg_namespace WHERE nspname = %s", [ASIDE]).fetchone()
    if aside is not None:
        _execute(
            url,
            "DROP SCHEMA IF EXISTS public CASCADE",
            f"ALTER SCHEMA {ASIDE} RENAME TO public",
        )


def load(url: str, source: Path, major: int, *, embedded: bool) -> None:
    """Fills an empty database from a dump, all or nothing."""
    command = [program("pg_restore", major, embedded=embedded), "--no-owner", "--no-privileges"]
    run([*command, "--exit-on-error", "--single-transaction", f"--dbname={url}", str(source)])


def _execute(url: str, *statements: LiteralString) -> None:
    with psycopg.connect(url) as db:
        for statement in statements:
            db.execute(statement)
