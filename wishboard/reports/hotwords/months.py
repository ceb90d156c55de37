"""Which days of a month are counted, and with which of the month before they are compared."""

from datetime import date, timedelta

from wishboard.core.clock import today


def last_day(month: date) -> date:
    """The last day of a month that is to be counted: its end, or today."""
    return min((month + timedelta(days=31)).replace(day=1) - timedelta(days=1), today())


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def same_last(month: date, last: date) -> date:
    """The last of the same days of the month before."""
    whole = (last + timedelta(days=1)).day == 1
    until = month if whole else month_before(month) + (last - month) + timedelta(days=1)
    return min(until, month) - timedelta(days=1)
