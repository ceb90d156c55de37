"""Statements are compiled once for all tests, though each test has an engine of its own.

SQLAlchemy keeps what it compiled for each engine and its dialect. All engines of the tests speak
to the same server, so their dialects count as one and share what was compiled.
"""

from typing import Any

from sqlalchemy.dialects.postgresql.psycopg import PGDialectAsync_psycopg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import LRUCache

from wishboard.core import database

_COMPILED: LRUCache[Any, Any] = LRUCache(4000)


class _OneForAll(PGDialectAsync_psycopg):
    """The dialect of every engine."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


def _engine(*given: Any, **options: Any) -> AsyncEngine:
    engine = create_async_engine(*given, execution_options={"compiled_cache": _COMPILED}, **options)
    engine.sync_engine.dialect.__class__ = _OneForAll
    return engine


def share_compiled_statements() -> None:
    """Have the house make its engines so, in this process."""
    setattr(database, "create_async_engine", _engine)  # noqa: B010 - not the house's own name
