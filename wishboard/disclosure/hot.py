"""Which issues the wishes of hot groups stand behind."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import col, select

from wishboard.core.database import AsyncSession
from wishboard.issues.models import Issue, IssueWish
from wishboard.triage.groups.models import GroupWish


class Behind(NamedTuple):
    """An issue, and how many of some wishes stand behind it."""

    public_id: str
    title: str
    wishes: int


async def issues_of_groups(db: AsyncSession, groups: Iterable[int]) -> dict[int, list[Behind]]:
    """The issues that wishes of each group stand behind, those of most wishes first."""
    many = func.count()
    found = await db.execute(
        select(GroupWish.group_id, Issue.public_id, Issue.title, many)
        .join(IssueWish, col(IssueWish.wish_id) == col(GroupWish.wish_id))
        .join(Issue, col(Issue.id) == col(IssueWish.issue_id))
        .where(col(GroupWish.group_id).in_(list(groups)), col(IssueWish.ended_at).is_(None))
        .group_by(col(GroupWish.group_id), col(Issue.id))
        .order_by(many.desc(), col(Issue.id).desc())
    )
    behind: dict[int, list[Behind]] = defaultdict(list)
    for group_id, public_id, title, wishes in found:
        behind[group_id].append(Behind(public_id, title, wishes))
    return behind


async def issues_of_wishes(db: AsyncSession, wishes: Iterable[int]) -> dict[int, Behind]:
    """The issue each of some wishes stands behind, by the wish's key."""
    found = await db.execute(
        select(IssueWish.wish_id, Issue.public_id, Issue.title)
        .join(Issue, col(Issue.id) == col(IssueWish.issue_id))
        .where(col(IssueWish.wish_id).in_(list(wishes)), col(IssueWish.ended_at).is_(None))
    )
    return {wish_id: Behind(public_id, title, 1) for wish_id, public_id, title in found}
