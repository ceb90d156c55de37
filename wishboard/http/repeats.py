"""A form sent twice has one effect: its hidden key is kept with the answer it got.

The row is written in the deed's own transaction. Sent again with the same content, the key is
answered with what was answered before; with other content it is refused.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, SQLModel, col

from wishboard.core.clock import now
from wishboard.core.crypto import is_keyed, keyed, open_for, seal_for
from wishboard.core.database import AsyncSession, send
from wishboard.core.refusals import Refusal
from wishboard.core.rows import moment
from wishboard.i18n import lazy

KEPT = timedelta(days=2)
_PURPOSE = "repeats"
_HEADERS = frozenset({b"location", b"content-type", b"set-cookie", b"hx-redirect", b"hx-location"})


class Repeat(SQLModel, table=True):
    """A key that was used, a fingerprint of who sent what, and the sealed answer."""

    key: str = Field(primary_key=True, max_length=64)
    fingerprint: bytes
    answer: bytes
    at: datetime = moment(index=True)


class ChangedRepeat(Refusal):
    """The same key came with other content."""

    code = "changed_repeat"
    status = 422
    says = lazy("This form was sent before with other content. Please load the page again.")


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer as it can be kept: status, the headers that matter, body."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


_KEEP = insert(Repeat).on_conflict_do_nothing().returning(col(Repeat.key))


def told(who: str, path: str, sent: Iterable[tuple[str, str]]) -> str:
    """Who sends what to where, in one text; only a keyed digest of it is kept."""
    return json.dumps([who, path, sorted(sent)], ensure_ascii=False)


async def keep_answer(db: AsyncSession, key: str, asked: str, answer: Answer) -> bool:
    """Keep an answer under its key. False when somebody was quicker with the same key."""
    fingerprint = keyed(_PURPOSE, asked)
    values = {"key": key, "fingerprint": fingerprint, "answer": _seal(key, answer), "at": now()}
    kept = await send(db, _KEEP, values)
    return kept.first() is not None


async def kept_answer(db: AsyncSession, key: str, asked: str) -> Answer | None:
    """What was answered to this key before. Raises ChangedRepeat for other content."""
    row = await db.get(Repeat, key)
    if row is None:
        return None
    if not is_keyed(row.fingerprint, _PURPOSE, asked):
        raise ChangedRepeat
    return _open(key, row.answer)


async def forget_repeats(db: AsyncSession) -> None:
    """Drop keys nobody will send again."""
    await db.execute(delete(Repeat).where(col(Repeat.at) < now() - KEPT))


def _seal(key: str, answer: Answer) -> bytes:
    headers = [(n.decode("latin-1"), v.decode("latin-1")) for n, v in answer.headers]
    kept = [pair for pair in headers if pair[0].lower().encode() in _HEADERS]
    text = json.dumps([answer.status, kept, answer.body.decode()])
    return seal_for(_PURPOSE, key, text.encode())


def _open(key: str, sealed: bytes) -> Answer:
    status, headers, body = json.loads(open_for(_PURPOSE, key, sealed))
    return Answer(
        status, [(n.encode("latin-1"), v.encode("latin-1")) for n, v in headers], body.encode()
    )
