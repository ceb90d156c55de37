"""What is written down when the calendar moves a date."""

from enum import StrEnum


class DeadlineEvent(StrEnum):
    """The kinds of events. The subject is the issue whose date moved."""

    moved = "deadline.moved"
