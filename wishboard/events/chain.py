"""The hash chain that shows whether history is whole.

Links are forged behind the deeds, in batches and under one lock, so that no deed waits for another.
An event that was committed late is linked late: the chain goes by position, not by id.
`digest = HMAC-SHA256(key, previous digest ‖ canonical event)`: whoever can write the database but
does not hold the installation's key cannot forge a chain that verifies. The newest link is also
noted in the data folder, outside the database, so that a chain cut short is noticed.
"""

import contextlib
import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import text
from sqlmodel import col, select

from wishboard.core.clock import now
from wishboard.core.crypto import key_for
from wishboard.core.database import AsyncSession, transaction
from wishboard.events.models import ChainLink
from wishboard.settings import settings

START = bytes(32)
_LOCK = 0x77697368
_BATCH = 500
_UNCHAINED = text("""
SELECT id, at, kind, subject, subject_id, doer, doer_id, facts
  FROM event WHERE NOT chained ORDER BY id LIMIT :limit
""")
_LINK = text("""
INSERT INTO chain_link (position, event_id, digest, sealed_at)
SELECT position, event_id, digest, :now
  FROM unnest(CAST(:positions AS bigint[]), CAST(:events AS bigint[]), CAST(:digests AS bytea[]))
       AS link (position, event_id, digest)
""")
_MARK = text("UPDATE event SET chained = true WHERE id = ANY(:events)")


class Recorded(Protocol):
    """An event as it was written, or a row with what its digest covers."""

    id: Any
    at: datetime
    kind: Any
    subject: Any
    subject_id: Any
    doer: Any
    doer_id: Any
    facts: Any


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link: how long the chain is, and its last digest. Written `12:ab34…`."""

    position: int
    digest: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.digest.hex()}"

    @classmethod
    def parse(cls, written: str) -> "Head":
        """Raises ValueError for anything that is not a position and a digest."""
        position, _, digest = written.strip().partition(":")
        return cls(int(position), bytes.fromhex(digest))


async def seal_history() -> int:
    """Link every event that is not in the chain yet and note the newest link. How many it were."""
    sealed = 0
    while True:
        async with transaction() as db:
            linked = await extend_chain(db)
            head = await head_of(db)
        if linked:
            note_head(head)
        sealed += linked
        if linked < _BATCH:
            return sealed


async def extend_chain(db: AsyncSession, limit: int = _BATCH) -> int:
    """Link events that are not in the chain yet, oldest first. Returns how many it linked."""
    await db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    rows = (await db.execute(_UNCHAINED, {"limit": limit})).all()
    if not rows:
        return 0
    head = await head_of(db)
    links, digest = [], head.digest
    for position, event in enumerate(rows, head.position + 1):
        digest = digest_of(event, digest)
        links.append((position, event.id, digest))
    positions, events, digests = zip(*links, strict=True)
    values = {"positions": list(positions), "events": list(events), "digests": list(digests)}
    await db.execute(_LINK, values | {"now": now()})
    await db.execute(_MARK, values)
    return len(links)


async def head_of(db: AsyncSession) -> Head:
    """The newest link in the database."""
    found = await db.exec(select(ChainLink).order_by(col(ChainLink.position).desc()).limit(1))
    last = found.first()
    return Head(last.position, last.digest) if last else Head(0, START)


def digest_of(event: Recorded, previous: bytes) -> bytes:
    """The digest of an event behind another digest, 32 bytes."""
    line = json.dumps(
        [
            event.id,
            event.at.astimezone(UTC).isoformat(),
            event.kind,
            event.subject,
            event.subject_id,
            event.doer,
            event.doer_id,
            event.facts,
        ],
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hmac.digest(key_for("history"), previous + line.encode(), hashlib.sha256)


def note_head(head: Head) -> None:
    """Write the newest link down outside the database. A folder nobody may write is left alone."""
    target = _note()
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(f"{head}\n")
        draft.replace(target)


def noted_head() -> Head | None:
    """The newest link as it was last written down here, or None."""
    try:
        return Head.parse(_note().read_text())
    except (OSError, ValueError):
        return None


def _note() -> Path:
    return settings().data_dir / "history.head"
