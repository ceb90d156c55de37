"""What hangs on which key of the house."""

import hmac

from sqlalchemy import text
from sqlmodel import col, select

from wishboard.core.crypto import keyed_by
from wishboard.core.database import AsyncSession
from wishboard.core.keyfile import ring
from wishboard.events.chain import head_of, key_of_link
from wishboard.quotas.closing.models import YearClosing
from wishboard.quotas.closing.statement import PURPOSE
from wishboard.rotation.places import HANGING

Hanging = dict[str, dict[bytes, int]]
"""How many of each kind hang on each key, by the key's id; kinds with none are left out."""


async def hanging(db: AsyncSession) -> Hanging:
    """Count what hangs on each key of the house.

    What can be moved comes first. The rest is in people's hands or proves something: it is
    verified with the key that it was made with for as long as that key is in the ring.
    """
    found: Hanging = {}
    for kind, query in HANGING.items():
        found[kind] = await _counted(db, query)
    found["closed years"] = await _closed_years(db)
    found["lines of history"] = await _history(db)
    return {kind: counts for kind, counts in found.items() if counts}


async def _counted(db: AsyncSession, query: str) -> dict[bytes, int]:
    known = ring()
    values = {"marks": list(known.by_id)} if ":marks" in query else {}
    counts: dict[bytes, int] = {}
    for mark, many in await db.execute(text(query), values):
        of = mark or known.oldest.id
        counts[of] = counts.get(of, 0) + many
    return counts


async def _closed_years(db: AsyncSession) -> dict[bytes, int]:
    counts: dict[bytes, int] = {}
    signed = await db.exec(select(col(YearClosing.digest), col(YearClosing.signature)))
    for digest, signature in signed:
        for mark in ring().by_id:
            if hmac.compare_digest(keyed_by(mark, PURPOSE, digest).hex(), signature):
                counts[mark] = counts.get(mark, 0) + 1
    return counts


async def _history(db: AsyncSession) -> dict[bytes, int]:
    """Links follow each other under the same key for long: each stretch's end is searched for."""
    counts: dict[bytes, int] = {}
    position, length = 1, (await head_of(db)).position
    while position <= length:
        key = await key_of_link(db, position)
        last, beyond = position, length
        while last < beyond:
            middle = (last + beyond + 1) // 2
            if await key_of_link(db, middle) == key:
                last = middle
            else:
                beyond = middle - 1
        if key:
            counts[key.id] = counts.get(key.id, 0) + last - position + 1
        position = last + 1
    return counts
