"""Learning from the ledger: examples out of the database, a child that learns, a new version."""

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from wishboard.core.clock import now
from wishboard.core.confined import child, last_words
from wishboard.core.database import AsyncSession, transaction
from wishboard.triage.learning.ledger import ledger_of
from wishboard.triage.learning.models import LearntModel, Subject
from wishboard.triage.learning.rows import Example, usable

TOLERANCE = 0.02
"""A version that measured worse than the active one by more than this is kept, but not used."""

_LINE = 64 * 1024 * 1024
Told = Callable[[Subject, float], None]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of learning a subject; `version` is None when there was too little to learn."""

    subject: Subject
    examples: int
    version: LearntModel | None


class LearningFailed(RuntimeError):
    """The child that learns ended without a result."""


async def train(told: Told = lambda _subject, _done: None) -> list[Learnt]:
    """Learn every subject anew. Raises LearningFailed; what was learnt before stays."""
    found = []
    for subject in Subject:
        async with transaction() as db:
            examples = await ledger_of(db, subject)
        enough = usable(examples)
        version = None
        if enough:
            result = await _learn(enough, lambda done, about=subject: told(about, done))  # type: ignore[misc]
            async with transaction() as db:
                version = await keep_version(db, subject, len(enough), result)
        found.append(Learnt(subject, len(examples), version))
    return found


async def keep_version(
    db: AsyncSession, subject: Subject, examples: int, result: dict[str, Any]
) -> LearntModel:
    """Store what was learnt; it becomes the active version unless it measured clearly worse."""
    actives = select(LearntModel.text_f1).where(
        LearntModel.subject == subject, col(LearntModel.active)
    )
    before = (await db.exec(actives)).first()
    better = before is None or result["text_f1"] >= before - TOLERANCE
    if better:
        await db.execute(
            update(LearntModel).where(col(LearntModel.subject) == subject).values(active=False)
        )
    version = LearntModel(
        subject=subject,
        learnt_at=now(),
        examples=examples,
        labels=result["labels"],
        text_f1=result["text_f1"],
        title_f1=result["title_f1"],
        active=better,
        packed=base64.b64decode(result["packed"]),
    )
    db.add(version)
    await db.flush()
    return version


async def _learn(examples: Sequence[Example], told: Callable[[float], None]) -> dict[str, Any]:
    async with child("wishboard.triage.learning.fitting", fed=True, line_limit=_LINE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        feeding = asyncio.create_task(_feed(process.stdin, examples))
        result = await _result(process.stdout.readline, told)
        await feeding
        if result is None:
            raise LearningFailed(await last_words(process))
    return result


async def _feed(pipe: asyncio.StreamWriter, examples: Sequence[Example]) -> None:
    for example in examples:
        pipe.write(json.dumps(example, ensure_ascii=False).encode() + b"\n")
        await pipe.drain()
    pipe.close()


async def _result(
    readline: Callable[[], Awaitable[bytes]], told: Callable[[float], None]
) -> dict[str, Any] | None:
    while line := await readline():
        said: dict[str, Any] = json.loads(line)
        if "packed" in said:
            return said
        told(said["done"])
    return None
