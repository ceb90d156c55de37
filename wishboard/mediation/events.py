"""What is written down of a mediation."""

from enum import StrEnum


class MediationEvent(StrEnum):
    """The kinds of events of a mediation.

    A case is opened, with its key as the subject; it is settled in the history of its wish.
    """

    opened = "mediation.opened"
    settled = "mediation.settled"


CASE = "mediation"
"""The subject of what happens to a case."""
