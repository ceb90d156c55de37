"""Count the hot words of each large area, at night and out of sight.

In two steps, so that it stays quick with millions of wishes: tokens that grew are found in at most
SAMPLE wishes; the words they make are then counted in all of them.
"""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, func, select
from sqlmodel import col

from wishboard.accounts.models import Area, AreaLevel
from wishboard.core.bulk import insert_many
from wishboard.core.clock import now, start_of, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.tokens import any_token, every_token, plain
from wishboard.reports.hotwords.models import HotWord
from wishboard.reports.hotwords.months import last_day, month_before, same_last
from wishboard.reports.hotwords.phrases import grown, names_something, phrases
from wishboard.reports.hotwords.said import EXACTLY, SIZE, TEXTS, TOKENS

LEVELS = (AreaLevel.city, AreaLevel.district, AreaLevel.street)
LEAST_PEOPLE = 5
"""A word that fewer people said is nobody's business."""
KEPT = 20
SAMPLE = 40_000
CANDIDATES = 80
READ = 4_000
"""Words kept; wishes in which tokens are looked for; tokens that are pursued; texts that say which
of them belong together."""
FRESH = timedelta(hours=20)
STILL_GROWS = 10
"""Days after which a month is not counted anew: by then what came in it stands on the board."""


class _Sized(NamedTuple):
    now: int
    before: int


async def count_words() -> int:
    """Count the words of this month, area by area, and of the last while it is young.

    Does nothing while what was counted is fresh. Returns how many words were kept.
    """
    async with transaction() as db:
        months = await _months_due(db)
        large = select(col(Area.id), col(Area.path)).where(col(Area.level).in_(LEVELS))
        areas = (await db.execute(large.order_by(col(Area.path)))).all()
    kept = 0
    for month in months:
        for area_id, path in areas:
            async with transaction() as db:
                kept += await count_area(db, area_id or 0, path, month)
    return kept


async def _months_due(db: AsyncSession) -> list[date]:
    newest = select(col(HotWord.month), func.max(HotWord.at)).group_by(col(HotWord.month))
    counted: dict[date, datetime] = {row[0]: row[1] for row in await db.execute(newest)}
    this = today().replace(day=1)
    before = month_before(this)
    young = today().day <= STILL_GROWS or before not in counted
    if this in counted and counted[this] > now() - FRESH:
        return []
    return [before, this] if young else [this]


async def count_area(db: AsyncSession, area_id: int, path: str, month: date) -> int:
    """Count the words of one area and month anew. Returns how many were kept."""
    last = last_day(month)
    values = _values(path, month, last)
    size = _Sized(*(await db.execute(SIZE, values)).one())
    words = await _grown_words(db, values, size) if size.now >= LEAST_PEOPLE else []
    found = await _exactly(db, values, words, size) if words else []
    await db.execute(
        delete(HotWord).where(col(HotWord.area_id) == area_id, col(HotWord.month) == month)
    )
    rows = [
        {"area_id": area_id, "month": month, "last": last, "position": position}
        | {"word": row.word, "wishes": row.now, "before": row.before, "people": row.people}
        for position, row in enumerate(found, start=1)
    ]
    await insert_many(db, HotWord, rows)
    return len(found)


async def _grown_words(db: AsyncSession, values: dict[str, Any], size: _Sized) -> list[str]:
    every = max(1, (size.now + size.before) // SAMPLE)
    asked = values | {"every": every, "least": max(1, LEAST_PEOPLE // every)}
    rows = (await db.execute(TOKENS, asked)).all()
    rated = [
        (grown(row.now, row.before, size.now, size.before), row.word)
        for row in rows
        if names_something(row.word)
    ]
    tokens = [word for rate, word in sorted(rated, reverse=True)[:CANDIDATES] if rate > 0]
    if not tokens:
        return []
    asked = values | {"query": any_token(tokens), "most": READ}
    texts = [plain(row.words) for row in await db.execute(TEXTS, asked)]
    return phrases(tokens, texts)


async def _exactly(
    db: AsyncSession, values: dict[str, Any], words: list[str], size: _Sized
) -> list[Any]:
    asked = values | {"words": words, "queries": [every_token(word) for word in words]}
    asked["least"] = LEAST_PEOPLE
    rows = (await db.execute(EXACTLY, asked)).all()
    rated = [(grown(row.now, row.before, size.now, size.before), row) for row in rows]
    best = sorted((one for one in rated if one[0] > 0), key=lambda one: (-one[0], one[1].word))
    return [row for _rate, row in best[:KEPT]]


def _values(path: str, month: date, last: date) -> dict[str, Any]:
    return {
        "path": f"{path}%",
        "since": start_of(month),
        "until": start_of(last + timedelta(days=1)),
        "before": start_of(month_before(month)),
        "same": start_of(same_last(month, last) + timedelta(days=1)),
        "now": now(),
    }
