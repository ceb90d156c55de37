"""Generated cities: a database of so many wishes, made once and kept."""

import hashlib
import inspect
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench import generator
from wishboard.core.migrate import upgrade
from wishboard.embedded.servers import running_postgres

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "var" / "bench"


@contextmanager
def bench_server() -> Iterator[str]:
    """The bench's own PostgreSQL, as durable as the embedded one of a town."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with running_postgres(CACHE) as url:
        yield url


def city(server: str, wishes: int) -> str:
    """The address of a city with so many wishes; generated when there is none of this make."""
    name = f"city_{wishes}"
    return kept(server, name, make_of(generator), lambda url: generator.fill(url, wishes))


def kept(server: str, name: str, make: str, fill: Callable[[str], None]) -> str:
    """The address of a generated database; filled anew when there is none of this make."""
    full = f"{name}_{make}"
    with psycopg.connect(server, autocommit=True) as admin:
        known = {row[0] for row in admin.execute("SELECT datname FROM pg_database")}
        for old in known:
            if old.startswith((f"{name}_", "copy_")) and old != full:
                admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
        if full in known:
            return named(server, full)
        print(f"# generating {name}", file=sys.stderr)
        making, start = f"{full}_making", time.perf_counter()
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
        upgrade(named(server, making))
        fill(named(server, making))
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        admin.execute(rename.format(sql.Identifier(making), sql.Identifier(full)))
        print(f"# … in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return named(server, full)


@contextmanager
def copy_of(server: str, url: str) -> Iterator[str]:
    """A copy of a city that a figure may change, dropped afterwards."""
    original = urlsplit(url).path.lstrip("/")
    name = f"copy_{original}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(drop)
        admin.execute(copy.format(sql.Identifier(name), sql.Identifier(original)))
        try:
            yield named(server, name)
        finally:
            admin.execute(drop)


def named(url: str, database: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def make_of(*modules: ModuleType) -> str:
    """A digest of the tables and of what fills them."""
    digest = hashlib.sha256("".join(map(inspect.getsource, modules)).encode())
    for file in sorted((ROOT / "wishboard" / "migrations" / "versions").glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]
