"""PostgreSQL through SQLModel: one engine a process, one transaction a request.

Deeds use sessions and objects. Hot lists read rows through `reading()`, which sends no BEGIN.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any
from urllib.parse import unquote

from sqlalchemy import CursorResult, Executable, event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.ext.asyncio import AsyncSession as PlainSession
from sqlalchemy.pool import Pool, QueuePool
from sqlmodel.ext.asyncio.session import AsyncSession as ModelSession

from wishboard.settings import settings

PATIENCE = 1.0
"""Seconds that those who still use a connection are waited for."""

_engine: AsyncEngine | None = None
_address = ""
_changes = 0
_closers: list[Callable[[], Awaitable[None]]] = []


class AsyncSession(ModelSession):
    """SQLModel's session, in which plain SQL may be executed as well without a warning."""

    execute = PlainSession.execute


def driver_url(url: str) -> str:
    """A plain postgresql:// address as SQLAlchemy wants it, for psycopg 3."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def engine() -> AsyncEngine:
    """The engine of this process, made at first use from the settings."""
    return _engine or connect(settings().database_url)


def connect(url: str, **options: Any) -> AsyncEngine:
    """Point this process at a database.

    Statements are prepared when nothing can stand between: a pooler in transaction mode hands
    each transaction to another connection, which has not prepared them. Who is at a database
    already leaves it first: connections left behind would be closed by nobody.
    """
    assert not is_connected(), "disconnect() first"
    global _engine, _address  # noqa: PLW0603 - one engine a process is the point
    _address = url
    options = {"pool_size": settings().pool_size, "max_overflow": 0, "pool_timeout": 20} | options
    _engine = create_async_engine(
        driver_url(url),
        connect_args={"prepare_threshold": prepare_threshold()},
        pool_reset_on_return="rollback",
        pool_use_lifo=True,
        hide_parameters=True,
        **options,
    )
    event.listen(_engine.sync_engine, "commit", _count_change)
    _count_change()
    return _engine


def is_connected() -> bool:
    """Whether this process is pointed at a database."""
    return _engine is not None


def changes() -> int:
    """How often this process has committed, or turned to another database: a mark for caches."""
    return _changes


def _count_change(*_connection: object) -> None:
    global _changes  # noqa: PLW0603
    _changes += 1


def address() -> str:
    """The plain postgresql:// address of the database this process is pointed at."""
    return _address


def prepare_threshold() -> int | None:
    """After how many times a statement is prepared, or None where it must not be."""
    chosen = settings().prepared_statements
    prepares = "host=/" in unquote(_address) if chosen is None else chosen
    return 5 if prepares else None


def before_disconnecting(close: Callable[[], Awaitable[None]]) -> None:
    """Have something closed whenever this process leaves its database."""
    _closers.append(close)


async def disconnect() -> None:
    """Close all connections of this process; who is using one is waited for, but not for long."""
    global _engine  # noqa: PLW0603
    if _engine is not None:
        await _given_back(_engine.pool)
    for close in _closers:
        await close()
    if _engine is not None:
        await _engine.dispose()
        _engine = None


async def _given_back(pool: Pool) -> None:
    until = monotonic() + PATIENCE
    while isinstance(pool, QueuePool) and pool.checkedout() and monotonic() < until:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


def new_session() -> AsyncSession:
    """A session that has not begun; objects stay readable after commit."""
    return AsyncSession(engine(), expire_on_commit=False)


async def send(
    db: AsyncSession, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> CursorResult[*tuple[Any, ...]]:
    """Send a statement made once in the session's transaction, past the mapping of objects.

    For the few statements of every deed: nothing is flushed before, and rows come back plain.
    Several sets of values go out together, without waiting for an answer to each.
    """
    connection = await db.connection()
    return await connection.execute(statement, values)


@asynccontextmanager
async def transaction() -> AsyncIterator[AsyncSession]:
    """One transaction for a job or a command: committed at the end, rolled back if it raises."""
    async with new_session() as db, db.begin():
        yield db


@asynccontextmanager
async def reading() -> AsyncIterator[AsyncConnection]:
    """A connection in AUTOCOMMIT for lists that are read and nothing else."""
    async with engine().connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        yield connection
