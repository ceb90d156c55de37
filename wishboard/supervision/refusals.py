"""Why a deed of supervision is refused."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class AtTheTop(Refusal):
    """There is no rung above this one."""

    code = "at_the_top"
    says = lazy("This issue stands on the highest rung already.")


class NothingToSendBack(Refusal):
    """Only what was reported as solved is sent back."""

    code = "nothing_to_send_back"
    says = lazy("Only an issue that was reported as solved can be sent back.")


class AnsweredBefore(Refusal):
    """A notice is answered once."""

    code = "answered_before"
    says = lazy("This notice was answered already.")


class NoSuchRung(Refusal):
    """A rung that the ladder does not have."""

    code = "no_such_rung"
    status = 404
    says = lazy("The ladder has no such rung.")


class RungOutOfOrder(Refusal):
    """A higher rung comes no sooner and shows no milder colour."""

    code = "rung_out_of_order"
    status = 422
    says = lazy("A higher rung must not come sooner, or in a milder colour, than the one below it.")


class LastRung(Refusal):
    """A ladder needs a rung to stand on."""

    code = "last_rung"
    status = 422
    says = lazy("At least one rung has to stay in use.")


class StuckBefore(Refusal):
    """One failed attempt is followed up for a wish."""

    code = "stuck_before"
    says = lazy("This was told us already. Somebody is clearing the way.")


class TriedInFuture(Refusal):
    """An attempt that failed lies in the past."""

    code = "tried_in_future"
    status = 422
    says = lazy("Please choose a day that is not in the future.")


class NotACoordinator(Refusal):
    """Only who coordinates there clears the way."""

    code = "not_a_coordinator"
    status = 422
    says = lazy("Please choose somebody from the list of coordinators.")


class WayCleared(Refusal):
    """Nothing is added once the result is written."""

    code = "way_cleared"
    says = lazy("The result is written already.")


class NobodyClears(Refusal):
    """The way is cleared by a named person."""

    code = "nobody_clears"
    says = lazy("Please name a coordinator first.")


class StepTaken(Refusal):
    """A step is taken once."""

    code = "step_taken"
    says = lazy("This step was written down already.")


class StepsInOrder(Refusal):
    """The steps follow one another."""

    code = "steps_in_order"
    says = lazy("Please write down the step before it first.")


class SayWhat(Refusal):
    """A plan and a report consist of words."""

    code = "say_what"
    status = 422
    says = lazy("Please write what is planned or was done.")


class NotSinceThen(Refusal):
    """What was exposed was exposed lately."""

    code = "not_since_then"
    status = 422
    says = lazy("Please choose a moment of the last seven days.")


class NoSuchIssue(Refusal):
    """An issue that does not exist."""

    code = "no_such_issue"
    status = 422
    says = lazy("There is no issue with this number. Please check it.")


class NothingToDraw(Refusal):
    """A campaign looks back on something."""

    code = "nothing_to_draw"
    status = 422
    says = lazy("Nothing was closed there at that time whose wishers can still be called.")


class CalledBefore(Refusal):
    """A wisher who was reached is not called again in the same campaign."""

    code = "called_before"
    says = lazy("This call-back is recorded already.")
