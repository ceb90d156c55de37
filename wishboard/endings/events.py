"""What is written down of the other ways out."""

from enum import StrEnum


class EndingEvent(StrEnum):
    """The kinds of events of a keeper's decisions and of withdrawal."""

    withdrawn = "ending.withdrawn"
    declined = "ending.declined"
    transferred = "ending.transferred"
    mediated = "ending.mediated"
    deferred = "ending.deferred"
    resumed = "ending.resumed"
    merged = "ending.merged"
    unmerged = "ending.unmerged"
    ran_out = "ending.ran_out"
