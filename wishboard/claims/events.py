"""What is written down of promises."""

from enum import StrEnum


class ClaimEvent(StrEnum):
    """The kinds of events of a promise, from the first word to the last."""

    made = "claim.made"
    extended = "claim.extended"
    handed_back = "claim.handed_back"
    lapsed = "claim.lapsed"
    released = "claim.released"
    due_soon = "claim.due_soon"
    overdue = "claim.overdue"
    waiting = "claim.waiting"
    offered = "claim.offered"
    offer_ran_out = "claim.offer_ran_out"
