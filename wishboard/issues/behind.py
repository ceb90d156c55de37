"""Who stands behind issues: how many people, from how many places, and their wishes in rows."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, case, distinct, func, select
from sqlmodel import col

from wishboard.accounts.models import Area, AreaLevel
from wishboard.core.database import AsyncSession
from wishboard.issues.models import Issue, IssueWish
from wishboard.wishes.models import Wish, Words
from wishboard.wishes.worklist import in_words

MOST = 200
"""Wishes behind one issue that a page shows; the rest is counted."""


_OWN = func.coalesce(func.nullif(Words.title, ""), func.left(Words.text, 40))


class Behind(NamedTuple):
    """What stands behind an issue. A person who wished ten times is one, a grid its community."""

    wishes: int = 0
    people: int = 0
    places: int = 0


NOTHING = Behind()


async def behind_issues(db: AsyncSession, keys: Iterable[int]) -> dict[int, Behind]:
    """How much stands behind each of some issues, in one query; none is missing where nothing."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    place = case((col(Area.level) == AreaLevel.grid, col(Area.parent_id)), else_=col(Area.id))
    found = await db.execute(
        select(
            col(IssueWish.issue_id),
            func.count(),
            func.count(distinct(func.coalesce(col(Wish.wisher_id), -col(Wish.id)))),
            func.count(distinct(place)),
        )
        .join(Wish, col(Wish.id) == col(IssueWish.wish_id))
        .join(Area, col(Area.id) == col(Wish.area_id))
        .where(col(IssueWish.issue_id).in_(wanted), col(IssueWish.ended_at).is_(None))
        .group_by(col(IssueWish.issue_id))
    )
    return {key: Behind(*counted) for key, *counted in found}


async def behind(db: AsyncSession, issue: Issue) -> Behind:
    """How much stands behind one issue."""
    return (await behind_issues(db, [issue.key])).get(issue.key, NOTHING)


async def wish_rows(db: AsyncSession, issue: Issue, *, limit: int = MOST) -> Sequence[Row[Any]]:
    """The wishes behind an issue as lines of its desk page, those that wait first."""
    found: Sequence[Row[Any]] = (
        await db.execute(
            _rows(_OWN, Wish.title)
            .add_columns(col(IssueWish.joined), col(IssueWish.since))
            .join(IssueWish, _living())
            .where(col(IssueWish.issue_id) == issue.key)
            .order_by(col(Wish.due_on).asc().nulls_last(), col(Wish.id))
            .limit(limit)
        )
    ).all()
    return found


async def wish_rows_with(db: AsyncSession, *conditions: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """Wishes that could be sent up, as far as some conditions choose them, newest first."""
    found: Sequence[Row[Any]] = (
        await db.execute(
            _rows(Wish.title, _OWN)
            .add_columns(col(IssueWish.issue_id))
            .outerjoin(IssueWish, _living())
            .where(*conditions)
            .order_by(col(Wish.id).desc())
            .limit(MOST)
        )
    ).all()
    return found


def _living() -> ColumnElement[bool]:
    return and_(col(IssueWish.wish_id) == col(Wish.id), col(IssueWish.ended_at).is_(None))


def _rows(*titles: Any) -> Any:
    """Wishes as lines, named by the first of these titles that is not empty."""
    return (
        select(
            col(Wish.id),
            col(Wish.public_id),
            func.coalesce(*(func.nullif(title, "") for title in titles), "").label("title"),
            in_words(Area.name, Area.name_en).label("area"),
            col(Wish.stage),
            col(Wish.ending),
            col(Wish.due_on),
            col(Wish.collected_at),
            col(Wish.reopened),
        )
        .join(Area, col(Area.id) == col(Wish.area_id))
        .outerjoin(Words, col(Words.wish_id) == col(Wish.id))
    )
