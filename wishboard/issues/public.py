"""Issues as everybody reads them: public words, never those of the wishes behind."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import col

from wishboard.core.database import AsyncSession
from wishboard.issues.models import Issue
from wishboard.issues.rows import issue_rows
from wishboard.issues.sieve import IssueSieve
from wishboard.issues.stages import IssueEnding


def is_public_issue(issue: Issue) -> bool:
    """Whether everybody may read of an issue: not when it was declined, or merged into another."""
    return issue.ending in (None, IssueEnding.solved)


async def public_issues(
    db: AsyncSession, sieve: IssueSieve, *, before: str = "", limit: int
) -> Sequence[Row[Any]]:
    """Open and solved issues, the newest first; `before` is the public id of the last one seen."""
    ending = col(Issue.ending)
    query = (
        issue_rows()
        .where(or_(ending.is_(None), ending == IssueEnding.solved), *sieve.conditions())
        .where(_older_than(before))
        .order_by(col(Issue.id).desc())
        .limit(limit)
    )
    found: Sequence[Row[Any]] = (await db.execute(query)).all()
    return found


def _older_than(before: str) -> Any:
    if not before:
        return true()
    seen = aliased(Issue)
    return col(Issue.id) < (
        select(col(seen.id)).where(col(seen.public_id) == before[:16]).scalar_subquery()
    )
