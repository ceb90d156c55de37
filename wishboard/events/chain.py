"""The hash chain that shows whether history is whole.

Links are forged behind the deeds, in batches and under one lock, so that no deed waits for another.
An event that was committed late is linked late: the chain goes by position, not by id.
`digest = HMAC-SHA256(key, previous digest ‖ canonical event)`: whoever can write the database but
does not hold the installation's key cannot forge a chain that verifies. Behind a link under one key
of the house no link under an older one counts. The newest link is also noted in the data folder,
outside the database, so that a chain cut short is noticed.
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
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.keyfile import newer_ring, ring
from wishboard.core.keyring import HouseKey
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
_LINKED = text("""
SELECT e.id, at, kind, subject, subject_id, doer, doer_id, facts, link.digest,
       before.digest AS previous
  FROM chain_link link JOIN event e ON e.id = link.event_id
  LEFT JOIN chain_link before ON before.position = link.position - 1
 WHERE link.position = :position
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
    key = await _key_behind(db, head)
    links, digest = [], head.digest
    for position, event in enumerate(rows, head.position + 1):
        digest = digest_of(event, digest, key)
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


async def _key_behind(db: AsyncSession, head: Head) -> HouseKey:
    """The key for what comes behind the newest link: the current one, or that link's if newer.

    Another process may have begun to use a key that this one has not read yet, or that waits here.
    """
    if head.position == 0:
        return ring().current
    last = await key_of_link(db, head.position)
    if last is None and newer_ring():
        last = await key_of_link(db, head.position)
    known = ring()
    by_age = known.by_age
    return last if last and by_age.index(last) > by_age.index(known.current) else known.current


async def key_of_link(db: AsyncSession, position: int) -> HouseKey | None:
    """Under which key of the house a link was forged; None when it follows from none."""
    found = await db.execute(_LINKED, {"position": position})
    row = found.first()
    if row is None:
        return None
    for key in ring().by_age:
        if digest_of(row, row.previous or START, key) == row.digest:
            return key
    return None


def digest_of(event: Recorded, previous: bytes, key: HouseKey) -> bytes:
    """The digest of an event behind another digest under a key of the house, 32 bytes."""
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
    return hmac.digest(key.key_for("history"), previous + line.encode(), hashlib.sha256)


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
