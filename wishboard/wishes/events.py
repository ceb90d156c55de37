"""What is written down of a wish on its way."""

from enum import StrEnum

SUBJECT = "wish"


class WishEvent(StrEnum):
    """The kinds of events of registration and publication."""

    collected = "wish.collected"
    registered = "wish.registered"
    worth_approved = "wish.worth_approved"
    published = "wish.published"
    corrected = "wish.corrected"
    consented = "wish.consented"
    purged = "wish.purged"
    erased = "wish.erased"
    slip_printed = "wish.slip_printed"
