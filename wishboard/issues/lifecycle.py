"""The way of an issue as one table. Nothing else in the house writes its `stage`."""

from dataclasses import dataclass
from enum import StrEnum

from wishboard.core.clock import now
from wishboard.issues.models import Issue
from wishboard.issues.refusals import IssueNotNow
from wishboard.issues.stages import IssueEnding, IssueStage


class IssueDeed(StrEnum):
    """What can be done to an issue."""

    dispatch = "dispatch"
    accept = "accept"
    object = "object"
    reply = "reply"
    solve = "solve"
    close = "close"
    assign_again = "assign_again"
    decline = "decline"
    merge = "merge"
    unmerge = "unmerge"


@dataclass(frozen=True, slots=True)
class IssueMove:
    """From where to where a deed may take an issue."""

    start: frozenset[IssueStage]
    to: frozenset[IssueStage]


def _move(start: str, to: str) -> IssueMove:
    return IssueMove(
        frozenset(map(IssueStage, start.split())), frozenset(map(IssueStage, to.split()))
    )


_OPEN = "opened dispatched accepted"

ISSUE_WAY: dict[IssueDeed, IssueMove] = {
    IssueDeed.dispatch: _move("opened", "dispatched"),
    IssueDeed.accept: _move("dispatched", "accepted"),
    IssueDeed.object: _move("dispatched", "dispatched"),
    IssueDeed.reply: _move("dispatched accepted solved", "accepted solved"),
    IssueDeed.solve: _move("accepted", "solved"),
    IssueDeed.close: _move("solved", "closed"),
    IssueDeed.assign_again: _move("solved closed", "accepted"),
    IssueDeed.decline: _move(_OPEN, "closed"),
    IssueDeed.merge: _move(_OPEN, "closed"),
    IssueDeed.unmerge: _move("closed", _OPEN),
}


def issue_can(issue: Issue, deed: IssueDeed) -> bool:
    """Whether an issue stands where this deed may start."""
    return issue.stage in ISSUE_WAY[deed].start


def issue_must(issue: Issue, deed: IssueDeed) -> None:
    """Refuse a deed that may not start here. Raises IssueNotNow."""
    if not issue_can(issue, deed):
        raise IssueNotNow(stage=issue.stage)


def advance_issue(
    issue: Issue, deed: IssueDeed, to: IssueStage, *, ending: IssueEnding | None = None
) -> None:
    """Take an issue to its next stage: the only place where its `stage` is written.

    Raises IssueNotNow when the table does not allow it.
    """
    issue_must(issue, deed)
    if to not in ISSUE_WAY[deed].to:
        raise IssueNotNow(stage=issue.stage)
    issue.stage = to
    issue.ending = ending if to is IssueStage.closed else None
    issue.closed_at = now() if to is IssueStage.closed else None
    issue.version += 1
    if to is IssueStage.dispatched and issue.dispatched_at is None:
        issue.dispatched_at = now()
    if to is IssueStage.solved:
        issue.solved_at = now()
