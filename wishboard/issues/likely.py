"""Which open issues are like what somebody writes or what a wish says."""

from typing import Any, NamedTuple

from sqlalchemy import text as sql

from wishboard.accounts.models import Area
from wishboard.accounts.trees import ancestry, local_name
from wishboard.core.database import AsyncSession
from wishboard.issues.stages import IssueStage
from wishboard.triage.likeness import WORTH_SHOWING
from wishboard.triage.queries import SHOWN, Asked, asked_of

_CANDIDATES = 20
_ON_THEIR_WAY = [IssueStage.opened, IssueStage.dispatched, IssueStage.accepted]

_NEAR = sql("""
SELECT i.public_id, i.title, i.summary, i.stage, i.opened_at AS collected_at, a.name, a.name_en,
       a.path,
       (SELECT count(*) FROM issue_wish b WHERE b.issue_id = i.id AND b.ended_at IS NULL) AS people
  FROM issue i JOIN area a ON a.id = i.area_id
 WHERE i.stage = ANY(:stages) AND i.area_id = ANY(:around)
   AND i.search @@ CAST(:words AS tsquery)
 ORDER BY ts_rank(i.search, CAST(:words AS tsquery)) DESC, i.id DESC LIMIT :most
""")


class LikelyIssue(NamedTuple):
    """An issue on its way that is like a text, by its public words; `people` stand behind it."""

    public_id: str
    title: str
    summary: str
    area: str
    stage: IssueStage
    people: int
    likeness: float


async def likely_issues(db: AsyncSession, text: str, area: Area) -> list[LikelyIssue]:
    """The issues on their way that reach an area or lie in its street and are most like a text."""
    return await issues_like(db, await asked_of(db, text, area))


async def issues_like(db: AsyncSession, asked: Asked) -> list[LikelyIssue]:
    """The same for what was made ready to be compared before."""
    if not asked.words:
        return []
    around = {*ancestry(asked.area.path), *asked.around}
    values = {"around": list(around), "stages": _ON_THEIR_WAY, "most": _CANDIDATES}
    found = await db.execute(_NEAR, values | {"words": asked.words})
    weighed = [_weighed(row, asked) for row in found]
    alike = [one for one in weighed if one.likeness >= WORTH_SHOWING]
    return sorted(alike, key=lambda one: -one.likeness)[:SHOWN]


def _weighed(row: Any, asked: Asked) -> LikelyIssue:
    where = Area(name=row.name, name_en=row.name_en, path=row.path)
    like = asked.likeness(row, row.path)
    return LikelyIssue(
        row.public_id,
        row.title,
        row.summary,
        local_name(where),
        IssueStage(row.stage),
        row.people,
        like,
    )
