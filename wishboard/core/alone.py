"""One process at a time: a lock that holds across every process of the town."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, select

from wishboard.core.database import engine


@asynccontextmanager
async def alone(work: str) -> AsyncIterator[bool]:
    """Whether nobody else is at this work right now; nobody else will be until the block ends.

    Held by a transaction, so that it works behind pgbouncer and ends with the process.
    """
    key = int.from_bytes(hashlib.sha256(work.encode()).digest()[:8], signed=True)
    async with engine().connect() as connection, connection.begin():
        taken = await connection.execute(select(func.pg_try_advisory_xact_lock(key)))
        yield bool(taken.scalar_one())
