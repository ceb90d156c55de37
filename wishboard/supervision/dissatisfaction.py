"""When too many wishers behind a solved issue say no, it goes back to work one rung up."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import col, select

from wishboard.accounts.viewer import CLOCK
from wishboard.core.clock import now
from wishboard.core.database import AsyncSession, transaction
from wishboard.issues.handling.models import Reply
from wishboard.issues.handling.replies import has_clear_reply
from wishboard.issues.models import Issue, IssueWish
from wishboard.issues.queries import hold_issue, wishes_behind
from wishboard.issues.stages import IssueEnding, IssueStage
from wishboard.outcomes.models import Answer
from wishboard.settings import settings
from wishboard.supervision.ladder.models import Cause
from wishboard.supervision.reworking import back_to_work, can_be_sent_back
from wishboard.supervision.tally import POOR, tally_of
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

LOOK_BACK = timedelta(days=2)
"""So long a closed issue is still looked at: somebody may have been quicker than the clock."""


async def weigh_answers() -> int:
    """Look at every solved issue of which all wishers were heard; the clock does it.

    One that was closed before the clock came is looked at as well. Returns how many went back to
    work.
    """
    async with transaction() as db:
        found = await db.exec(
            select(Issue.id)
            .where(_just_solved(), ~_waits(), _said_no() | ~_measured())
            .order_by(col(Issue.id))
        )
        doubtful = [key for key in found.all() if key is not None]
    back = 0
    for key in doubtful:
        async with transaction() as db:
            back += await _weigh(db, key)
    return back


async def cause_to_go_back(db: AsyncSession, issue: Issue) -> Cause | None:
    """Why a solved issue goes back to work, if it does."""
    if not await has_clear_reply(db, issue):
        return Cause.no_measure
    heard = await tally_of(db, issue)
    rule = settings()
    if heard.too_many(rule.dissatisfied_least, rule.dissatisfied_percent):
        return Cause.dissatisfied
    return None


async def _weigh(db: AsyncSession, issue_id: int) -> bool:
    issue = await hold_issue(db, issue_id)
    if not can_be_sent_back(issue):
        return False
    if any(wish.stage is Stage.delivered for wish in await wishes_behind(db, issue)):
        return False
    cause = await cause_to_go_back(db, issue)
    if cause is not None:
        await back_to_work(db, issue, cause, by=CLOCK)
    return cause is not None


def _just_solved() -> ColumnElement[bool]:
    """The condition for an issue to be solved, or closed as solved a short while ago."""
    closed = and_(col(Issue.ending) == IssueEnding.solved, col(Issue.closed_at) > now() - LOOK_BACK)
    return or_(col(Issue.stage) == IssueStage.solved, closed)


def _waits() -> ColumnElement[bool]:
    """The condition for an issue to have a wisher behind it who is still asked."""
    behind = exists().where(
        col(IssueWish.issue_id) == col(Issue.id),
        col(IssueWish.ended_at).is_(None),
        col(IssueWish.wish_id) == col(Wish.id),
        col(Wish.stage) == Stage.delivered,
    )
    return behind.correlate(Issue)


def _said_no() -> ColumnElement[bool]:
    """The condition for an issue to have a wisher behind it who has said no since it was solved."""
    said = exists().where(
        col(IssueWish.issue_id) == col(Issue.id),
        col(IssueWish.ended_at).is_(None),
        col(Answer.wish_id) == col(IssueWish.wish_id),
        col(Answer.at) >= col(Issue.solved_at),
        or_(~col(Answer.done), col(Answer.rating) <= POOR),
    )
    return said.correlate(Issue)


def _measured() -> ColumnElement[bool]:
    """The condition for an issue to have a clear reply in its round."""
    clear = exists().where(
        col(Reply.issue_id) == col(Issue.id), col(Reply.round) == col(Issue.round), col(Reply.clear)
    )
    return clear.correlate(Issue)
