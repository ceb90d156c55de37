"""Why a whistle is not blown, answered or planned."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class NoSuchWhistle(Refusal):
    """A whistle, or a summons by one, that does not exist."""

    code = "no_such_whistle"
    status = 404
    says = lazy("There was no such whistle.")


class WhistleOver(Refusal):
    """Nothing is added to a whistle that is over."""

    code = "whistle_over"
    says = lazy("This whistle is over: everything is done, or it was called off.")


class ArrivedBefore(Refusal):
    """Attendance is written down once."""

    code = "arrived_before"
    says = lazy("%(body)s has reported in already.")


class NotWithinTheCall(Refusal):
    """Somebody came after the whistle was blown and not in the future."""

    code = "not_within_the_call"
    status = 422
    says = lazy("Please choose a time between the whistle and now.")


class NoTask(Refusal):
    """Only a task that was taken, and is not done yet, can be done."""

    code = "no_task"
    says = lazy("There is no open task for this organization.")


class TaskForEach(Refusal):
    """A joint plan gives every body that was called a task of its own."""

    code = "task_for_each"
    status = 422
    says = lazy("Please give each organization a task with its day. %(body)s has none yet.")
