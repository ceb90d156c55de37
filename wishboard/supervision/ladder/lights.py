"""The colour in which an issue is shown. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from wishboard.issues.models import Issue
from wishboard.issues.stages import IN_HAND
from wishboard.supervision.ladder.models import Colour

SOON = timedelta(days=3)


class Light(StrEnum):
    """How an issue stands: in good time, due within three days, or on a rung of some colour."""

    on_time = "on_time"
    soon = "soon"
    blue = "blue"
    orange = "orange"
    red = "red"


def light_of(issue: Issue, colours: Mapping[int, Colour], day: date) -> Light:
    """How an issue stands on a day; `colours` are those of the rungs by their numbers.

    Whoever has nothing in hand is in good time. One that is over its date but on no rung yet is
    shown as due.
    """
    if issue.stage not in IN_HAND:
        return Light.on_time
    if issue.rung:
        return Light(colours.get(issue.rung, Colour.red))
    if issue.due_on is not None and issue.due_on <= day + SOON:
        return Light.soon
    return Light.on_time
