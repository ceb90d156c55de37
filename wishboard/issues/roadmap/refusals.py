"""Why a step is not planned, changed or reached."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class StepInThePast(Refusal):
    """A step is planned ahead."""

    code = "step_in_the_past"
    status = 422
    says = lazy("Please choose today or a later day, within the next five years.")


class StepReached(Refusal):
    """What is reached is neither moved nor dropped, nor reached again."""

    code = "step_reached"
    says = lazy("This step has been reached already.")


class StepLate(Refusal):
    """A day that has gone by is not moved by whoever was to keep it."""

    code = "step_late"
    status = 403
    says = lazy("This step is late. Its day is moved by who coordinates the issue.")
