"""The year against the same days of the year before."""

from typing import NamedTuple

from wishboard.reports.course.looked import Looked
from wishboard.reports.course.praise import heeded
from wishboard.reports.course.trends import months


class Against(NamedTuple):
    """A figure of the year, by its name in addresses, and the same a year before."""

    what: str
    now: int
    before: int


async def against_before(looked: Looked) -> list[Against]:
    """What came, was done, was praised and was found unasked, with the year before."""
    now, before = await _sums(looked), await _sums(looked.same_days_before())
    return [Against(what, number, before[what]) for what, number in now.items()]


async def _sums(looked: Looked) -> dict[str, int]:
    trends, praise = await months(looked), await heeded(looked)
    return {
        "came": sum(one.came for one in trends),
        "fulfilled": sum(one.fulfilled for one in trends),
        "opened": sum(one.opened for one in trends),
        "proactive": sum(one.proactive for one in praise),
        "solved": sum(one.solved for one in trends),
        "praised": sum(one.praised for one in praise),
    }
