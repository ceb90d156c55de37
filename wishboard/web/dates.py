"""Days to choose from, so that a promise is made with one tap."""

from datetime import date, timedelta

from wishboard.core.clock import today

PROPOSED = (3, 7, 14)
"""Days from now that are proposed; the second is the usual one."""


def promise_days() -> list[date]:
    """The days proposed for a promise, the usual one in the middle."""
    return [today() + timedelta(days=days) for days in PROPOSED]
