"""Frozen rankings: printed once when a week or month is over, the same bytes from the same data."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession, transaction
from wishboard.core.periods import Period, month_of, week_of
from wishboard.core.refusals import NotFound
from wishboard.reports.rates.models import Board, FrozenRanking, Matter, RateRule
from wishboard.reports.rates.ranking import Ranking, ranking
from wishboard.reports.rates.scoring import Counts, Ranked, points

SHOWN = 200
RULE = [
    "response",
    "resolution",
    "satisfaction",
    "fairly",
    "minimum",
    "best_count",
    "best_least",
    "improved_count",
    "improved_least",
    "poor_count",
    "poor_below",
    "volume_count",
]


def printed(found: Ranking) -> str:
    """A ranking as canonical JSON: sorted, without spaces, every figure as it is printed."""
    told = {
        "board": found.board.value,
        "matter": found.matter.value,
        "period": found.period.name,
        "since": found.period.since.isoformat(),
        "last": found.period.last.isoformat(),
        "rule": {name: getattr(found.rule, name) for name in RULE},
        "lines": [_line(found, line) for line in found.lines],
        "groups": {
            name: [line.body.key for line in getattr(found.groups, name)]
            for name in ("best", "improved", "poor", "volume")
        },
    }
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


async def freeze_due() -> int:
    """Freeze the rankings of the last week and the last month that are not yet. How many."""
    frozen = 0
    for over in due_on(today()):
        for board in Board:
            for matter in Matter:
                async with transaction() as db:
                    frozen += await freeze(db, board, matter, over)
    return frozen


def due_on(day: date) -> tuple[Period, Period]:
    """The week and the month that were over last on a day."""
    return week_of(day).before, month_of(day).before


async def freeze(db: AsyncSession, board: Board, matter: Matter, over: Period) -> bool:
    """Freeze one ranking; False when it was before."""
    known = await db.exec(
        select(FrozenRanking.id).where(
            FrozenRanking.period == over.name,
            FrozenRanking.board == board,
            FrozenRanking.matter == matter,
        )
    )
    if known.first() is not None:
        return False
    document = printed(await ranking(db, board, matter, over))
    kept = FrozenRanking(
        period=over.name, board=board, matter=matter, document=document, digest=digest_of(document)
    )
    values = kept.model_dump(exclude={"id"}) | {"at": now()}
    added = insert(FrozenRanking).values(**values).on_conflict_do_nothing()
    return bool((await db.execute(added.returning(col(FrozenRanking.id)))).scalar())


def digest_of(document: str) -> str:
    """The SHA-256 of a printed ranking, in hex."""
    return hashlib.sha256(document.encode()).hexdigest()


async def frozen_rankings(db: AsyncSession) -> Sequence[FrozenRanking]:
    """The frozen rankings that show something, the newest first."""
    found = await db.exec(select(FrozenRanking).order_by(col(FrozenRanking.id).desc()).limit(SHOWN))
    return found.all()


async def frozen_with(db: AsyncSession, public_id: str) -> FrozenRanking:
    """One frozen ranking. Raises NotFound."""
    found = await db.exec(select(FrozenRanking).where(FrozenRanking.public_id == public_id))
    kept = found.first()
    if kept is None:
        raise NotFound
    return kept


def read_back(kept: FrozenRanking) -> dict[str, Any]:
    """What is written in a frozen ranking."""
    told: dict[str, Any] = json.loads(kept.document)
    return told


def rule_in(told: dict[str, Any]) -> RateRule:
    """The rule by which a frozen ranking was made."""
    return RateRule(since=date.fromisoformat(told["since"]), **told["rule"])


def table_of(found: Ranking) -> Iterator[Sequence[str | int]]:
    """The lines of a ranking as cells, for a sheet."""
    for line in found.lines:
        counted = line.body.counted
        yield (
            line.rank or "",
            found.names[line.body.key].shown,
            points(line.score),
            counted.response(),
            counted.resolution(),
            counted.satisfaction(found.rule),
            counted.heard,
            counted.contacted,
            counted.solved,
            counted.satisfied,
            counted.fairly,
            line.body.out.heard,
            points(line.body.heard.score(found.rule)),
            line.body.came,
        )


def _line(found: Ranking, line: Ranked) -> dict[str, Any]:
    named = found.names[line.body.key]
    return {
        "key": line.body.key,
        "name": named.name,
        "name_en": named.name_en,
        "rank": line.rank,
        "score": points(line.score),
        "gain": points(line.gain),
        "came": line.body.came,
        "before": plain_counts(line.body.heard, found.rule),
        "after": plain_counts(line.body.counted, found.rule),
    }


def plain_counts(counts: Counts, rule: RateRule) -> dict[str, Any]:
    """What was counted and what follows from it, as plain values to keep."""
    return {
        "heard": counts.heard,
        "contacted": counts.contacted,
        "solved": counts.solved,
        "satisfied": counts.satisfied,
        "fairly": counts.fairly,
        "response": counts.response(),
        "resolution": counts.resolution(),
        "satisfaction": counts.satisfaction(rule),
        "score": points(counts.score(rule)),
    }
