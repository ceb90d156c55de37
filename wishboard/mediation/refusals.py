"""Why a deed of mediation is refused."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class SettledBefore(Refusal):
    """A result is recorded once."""

    code = "settled_before"
    says = lazy("The result of this mediation is recorded already.")


class NotOnThisDay(Refusal):
    """A mediation ends between the day it began and today."""

    code = "not_on_this_day"
    status = 422
    says = lazy("Please choose a day from the beginning of the mediation until today.")
