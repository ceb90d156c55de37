"""How the wishers behind an issue have answered: those who said anything, and the noes."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select

from wishboard.core.database import AsyncSession
from wishboard.issues.models import Issue, IssueWish
from wishboard.outcomes.models import Answer, AnswerBy, Outcome

POOR = 2
"""A rating of this or less, of five, is a no in other words."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How the wishers behind a solved issue answered: those who said anything, and the noes."""

    valid: int
    dissatisfied: int

    def too_many(self, least: int, percent: int) -> bool:
        """Whether the noes reach both the least number and the share of all who answered."""
        enough = self.dissatisfied >= least
        return enough and self.dissatisfied * 100 >= percent * self.valid


def is_dissatisfied(answer: Answer) -> bool:
    """Whether an answer says that it is not done, or not well."""
    if answer.how is AnswerBy.silence:
        return False
    return not answer.done or (answer.rating is not None and answer.rating <= POOR)


def tally(answers: Iterable[Answer]) -> Tally:
    """Count the newest answer of each wisher; silence says nothing."""
    said = [answer for answer in answers if answer.how is not AnswerBy.silence]
    return Tally(len(said), sum(map(is_dissatisfied, said)))


async def tally_of(db: AsyncSession, issue: Issue) -> Tally:
    """How the wishers behind an issue have answered so far."""
    return tally(await answers_behind(db, issue))


async def answers_behind(db: AsyncSession, issue: Issue) -> list[Answer]:
    """The newest answer of each wisher behind an issue to what was done about the issue.

    What a wisher said of somebody's promise is no answer to the issue; nor does a no count again
    that was given before it was solved the last time.
    """
    found = await db.exec(
        select(Answer)
        .join(Outcome, col(Outcome.id) == col(Answer.outcome_id))
        .join(IssueWish, col(IssueWish.wish_id) == col(Answer.wish_id))
        .where(IssueWish.issue_id == issue.id, col(IssueWish.ended_at).is_(None))
        .where(col(Outcome.claim_id).is_(None))
        .order_by(col(Answer.id))
    )
    newest = {answer.wish_id: answer for answer in found}
    return [
        answer
        for answer in newest.values()
        if not is_dissatisfied(answer) or (issue.solved_at and answer.at >= issue.solved_at)
    ]
