"""The active versions, kept in memory: a few megabytes each, and no library behind them."""

from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import col

from wishboard.core.database import AsyncSession
from wishboard.triage.learning.linear import LinearModel
from wishboard.triage.learning.models import LearntModel, Subject


class Known(NamedTuple):
    """An active version: what it was learnt from, what it measured, and the model itself."""

    version: int
    examples: int
    text_f1: float
    model: LinearModel


_kept: dict[Subject, Known] = {}


async def known(db: AsyncSession, subject: Subject) -> Known | None:
    """What is known about a subject; None before anything was learnt."""
    active = (col(LearntModel.subject) == subject, col(LearntModel.active))
    version = (await db.execute(select(col(LearntModel.id)).where(*active))).scalar()
    if version is None:
        _kept.pop(subject, None)
        return None
    kept = _kept.get(subject)
    if kept is None or kept.version != version:
        kept = await _loaded(db, version)
        _kept[subject] = kept
    return kept


async def _loaded(db: AsyncSession, version: int) -> Known:
    row = (
        await db.execute(
            select(
                col(LearntModel.examples), col(LearntModel.text_f1), col(LearntModel.packed)
            ).where(col(LearntModel.id) == version)
        )
    ).one()
    return Known(version, row[0], row[1], LinearModel.unpack(row[2]))
