"""What waits for a leader: what they sponsor, what is red, what comes due, old problems."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_
from sqlmodel import col

from wishboard.accounts.roles import Right
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import now, today
from wishboard.core.database import AsyncSession
from wishboard.issues.models import Issue
from wishboard.issues.rows import issue_rows
from wishboard.issues.stages import IN_HAND, IssueEnding, IssueKind, IssueStage
from wishboard.supervision.ladder.models import Colour
from wishboard.supervision.ladder.rungs import colours_of, rungs
from wishboard.wishes.scope import within

THIS_WEEK = timedelta(days=7)
LOOK_AHEAD = timedelta(days=30)
SOLVED_LATELY = timedelta(days=30)
SHOWN = 30
"""Lines of each part; the work lists have the rest."""

Rows = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class LeadersDesk:
    """The parts of a leader's desk, each as rows of issues; `colours` are those of the rungs."""

    mine: Rows
    alarming: Rows
    due: Rows
    solved: Rows
    to_review: Rows
    unsponsored: Rows
    colours: dict[int, Colour]


async def leaders_desk(db: AsyncSession, viewer: Viewer) -> LeadersDesk:
    """Everything on a leader's desk: a query for each part, however long they are."""
    colours = colours_of(await rungs(db))
    over = await within(db, viewer, [Right.sponsor], keeper=Issue.keeper_id, area=Issue.area_id)
    mine = col(Issue.sponsor_id) == viewer.person_id
    hot = [number for number, colour in colours.items() if colour is not Colour.blue]
    parts = {
        "mine": and_(mine, _open()),
        "alarming": and_(or_(over, mine), _in_hand(), col(Issue.rung).in_(hot)),
        "due": and_(or_(over, mine), _in_hand(), _due_this_week()),
        "solved": and_(or_(over, mine), _solved_lately()),
        "to_review": and_(or_(over, mine), _old(), col(Issue.review_on) <= today() + LOOK_AHEAD),
        "unsponsored": and_(over, _old(), col(Issue.sponsor_id).is_(None)),
    }
    found = {name: await _rows(db, name, which) for name, which in parts.items()}
    return LeadersDesk(**found, colours=colours)


async def _rows(db: AsyncSession, part: str, which: ColumnElement[bool]) -> Rows:
    first: dict[str, list[Any]] = {
        "alarming": [col(Issue.rung).desc()],
        "to_review": [col(Issue.review_on)],
        "unsponsored": [col(Issue.since_year).asc().nulls_last()],
        "solved": [col(Issue.solved_at).desc()],
    }
    query = (
        issue_rows()
        .add_columns(col(Issue.review_on), col(Issue.result), col(Issue.solved_at))
        .where(which)
        .order_by(*first.get(part, []), col(Issue.due_on).asc().nulls_last(), col(Issue.id))
        .limit(SHOWN)
    )
    return (await db.execute(query)).all()


def _open() -> ColumnElement[bool]:
    return col(Issue.stage) != IssueStage.closed


def _in_hand() -> ColumnElement[bool]:
    return col(Issue.stage).in_(IN_HAND)


def _old() -> ColumnElement[bool]:
    return and_(_open(), col(Issue.kind) == IssueKind.legacy)


def _due_this_week() -> ColumnElement[bool]:
    return col(Issue.due_on).between(today(), today() + THIS_WEEK)


def _solved_lately() -> ColumnElement[bool]:
    solved = or_(col(Issue.ending).is_(None), col(Issue.ending) == IssueEnding.solved)
    lately = col(Issue.solved_at) >= now() - SOLVED_LATELY
    return and_(solved, lately, col(Issue.stage).in_((IssueStage.solved, IssueStage.closed)))
