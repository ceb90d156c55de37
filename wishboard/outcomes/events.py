"""What is written down of outcomes."""

from enum import StrEnum


class OutcomeEvent(StrEnum):
    """The kinds of events from delivery to closing, and back."""

    delivered = "outcome.delivered"
    confirmed = "outcome.confirmed"
    rejected = "outcome.rejected"
    silence = "outcome.silence"
    closed = "outcome.closed"
    reopened = "outcome.reopened"
    credit_doubted = "outcome.credit_doubted"
    credit_decided = "outcome.credit_decided"
