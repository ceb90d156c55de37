"""The words of an issue's way, as they are stored."""

from enum import StrEnum


class IssueKind(StrEnum):
    """A problem that many share, or an old one that was left behind."""

    shared = "shared"
    legacy = "legacy"


class IssueStage(StrEnum):
    """Where an issue is."""

    opened = "opened"
    dispatched = "dispatched"
    accepted = "accepted"
    solved = "solved"
    closed = "closed"


IN_HAND = frozenset({IssueStage.dispatched, IssueStage.accepted})
"""While somebody is responsible and the clock runs."""


class IssueEnding(StrEnum):
    """How a closed issue ended."""

    solved = "solved"
    declined = "declined"
    merged = "merged"


class Part(StrEnum):
    """Whether an organization leads on an issue, and answers for it, or supports."""

    lead = "lead"
    support = "support"
