"""One PostgreSQL and one Valkey for the whole test session, and a database of its own per test."""

import os
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import redis
from psycopg import sql

from wishboard.embedded.servers import running_postgres, running_valkey
from wishboard.settings import settings

TEMPLATE = "template_town"
MEMORY = Path("/dev/shm")
ENOUGH_MEMORY = 2 * 2**30


@contextmanager
def sandbox() -> Iterator[Path]:
    """A short-named temporary folder that a server's own system user may walk through.

    It lies in memory where there is enough: a database is copied there in 15 ms, on disk in 200.
    """
    parent = Path(tempfile.gettempdir())
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_MEMORY:
        parent = MEMORY
    _remove_what_killed_tests_left(parent)
    folder = Path(tempfile.mkdtemp(prefix=f"wishboard-{os.getpid()}-", dir=parent))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_what_killed_tests_left(parent: Path) -> None:
    for folder in parent.glob("wishboard-*-*"):
        try:
            os.kill(int(folder.name.split("-")[1]), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except (PermissionError, ValueError):
            continue


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """Sets WISHBOARD_* settings for a while: `environment(port="8123")`."""
    names = {f"WISHBOARD_{name.upper()}": value for name, value in values.items()}
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    settings.cache_clear()
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        settings.cache_clear()


def prepare(url: str) -> None:
    """Brings an empty database to the present schema."""
    from wishboard.core.migrate import upgrade  # noqa: PLC0415 - not every test needs the models

    upgrade(url)


def named(url: str, database: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


@contextmanager
def new_database(
    server: str, template: str = "template1", name: str = "", *, keep: bool = False
) -> Iterator[str]:
    """A database of one's own, copied from a template and dropped at the end unless kept."""
    name = name or f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as admin:
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        admin.execute(copy.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield named(server, name)
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            if not keep:
                drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
                admin.execute(drop.format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def data_dir() -> Iterator[Path]:
    """The session's data folder; no test touches the one of whoever runs it."""
    with sandbox() as folder, environment(data_dir=str(folder)):
        yield folder


@pytest.fixture(scope="session")
def postgres_server(data_dir: Path) -> Iterator[str]:
    """The session's PostgreSQL, careless about power cuts; the address of a first database."""
    with running_postgres(data_dir, durable=False) as url:
        yield url


@pytest.fixture(scope="session")
def valkey_server(data_dir: Path) -> Iterator[str]:
    """The session's Valkey; the address."""
    with running_valkey(data_dir) as url:
        yield url


@pytest.fixture
def fresh_queue(valkey_server: str) -> Iterator[str]:
    """An empty queue for one test, named by the settings; its address."""
    with redis.Redis.from_url(valkey_server) as line:
        line.flushall()
    with environment(redis_url=valkey_server):
        yield valkey_server


@pytest.fixture(scope="session")
def template_database(postgres_server: str) -> str:
    """The name of a migrated, empty database to copy from."""
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
    prepare(named(postgres_server, TEMPLATE))
    return TEMPLATE


@pytest.fixture
async def fresh_database(postgres_server: str, template_database: str) -> AsyncIterator[str]:
    """An empty town's database for one test, with this process connected to it; its address."""
    with new_database(postgres_server, template_database) as url, environment(database_url=url):
        async with connected(url):
            yield url


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[None]:
    """This process is at that database meanwhile, and then where it was before."""
    from wishboard.core import database  # noqa: PLC0415

    before = database.address() if database.is_connected() else ""
    await database.disconnect()
    database.connect(url)
    try:
        yield
    finally:
        await database.disconnect()
        if before:
            database.connect(before)
