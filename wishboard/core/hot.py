"""Hot statements: the few that almost every page sends go straight to the driver.

Each process keeps some plain connections for them, beside the engine's pool: SQLAlchemy costs
more than twice the processor time of psycopg for a page of rows, and to take a connection out of
its pool nearly as much as the statement itself. Everything here runs in AUTOCOMMIT, outside the
request's transaction. Statements are written as everywhere, with `:name` for values.
"""

import asyncio
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from psycopg import AsyncConnection, OperationalError
from psycopg.pq import TransactionStatus
from psycopg.rows import namedtuple_row

from wishboard.core import database

LINES = 4
"""Connections of each process for hot statements; the one used last is used first."""

_VALUE = re.compile(r"(?<![:\w]):(\w+)")
Line = AsyncConnection[Any]


class Lines:
    """The plain connections to one database, opened when they are first needed."""

    def __init__(self, engine: object) -> None:
        self.engine = engine
        self._free = asyncio.Semaphore(LINES)
        self._idle: list[Line] = []
        self._closed = False

    async def take(self) -> Line:
        """A line of one's own, until it is given back."""
        await self._free.acquire()
        if self._idle:
            return self._idle.pop()
        try:
            threshold = database.prepare_threshold()
            return await AsyncConnection.connect(
                database.address(), autocommit=True, prepare_threshold=threshold
            )
        except BaseException:
            self._free.release()
            raise

    async def give_back(self, line: Line) -> None:
        """Keep a line for the next reader, unless it is broken or was left in the middle."""
        whole = not line.closed and line.info.transaction_status is TransactionStatus.IDLE
        if whole and not self._closed:
            self._idle.append(line)
        else:
            await line.close()
        self._free.release()

    async def close(self) -> None:
        """Close the lines that nobody reads from, and the others once they are given back."""
        self._closed = True
        while self._idle:
            await self._idle.pop().close()


_lines: Lines | None = None


async def hot_rows(
    statement: str, values: Mapping[str, Any], *, plan_anew: bool = False
) -> list[Any]:
    """All rows of a statement as named tuples. The statement is one of few, made once.

    `plan_anew` is for those whose best plan depends on the values: they are not prepared. A line
    that turns out to be broken, as after a restart of the database, is replaced once.
    """
    try:
        return await _read(statement, values, plan_anew)
    except OperationalError:
        await close_lines()
        return await _read(statement, values, plan_anew)


async def _read(statement: str, values: Mapping[str, Any], plan_anew: bool) -> list[Any]:
    lines = await _current_lines()
    line = await lines.take()
    try:
        cursor = line.cursor(binary=True, row_factory=namedtuple_row)
        await cursor.execute(_native(statement), values, prepare=False if plan_anew else None)
        rows: list[Any] = await cursor.fetchall()
        return rows
    finally:
        await lines.give_back(line)


async def _current_lines() -> Lines:
    global _lines  # noqa: PLW0603 - one set of lines a process is the point
    engine, before = database.engine(), _lines
    if before is not None and before.engine is engine:
        return before
    now = _lines = Lines(engine)
    if before is not None:
        await before.close()
    return now


async def close_lines() -> None:
    """Close this process's lines; new ones are opened when they are needed."""
    global _lines
    lines, _lines = _lines, None
    if lines is not None:
        await lines.close()


database.before_disconnecting(close_lines)


@lru_cache(maxsize=512)
def _native(statement: str) -> bytes:
    return _VALUE.sub(r"%(\1)s", statement.replace("%", "%%")).encode()
