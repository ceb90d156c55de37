"""Why a wish is not deferred, merged or withdrawn."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class NotYourWish(Refusal):
    """Only the wisher withdraws a wish."""

    code = "not_your_wish"
    status = 403
    says = lazy("Only the person who made this wish can withdraw it.")


class ReviewTooLate(Refusal):
    """A deferred wish needs a review date in sight."""

    code = "review_date"
    status = 422
    says = lazy("Please choose a review date between tomorrow and one year from now.")


class DeferredBefore(Refusal):
    """Deferring a second time is for the parent body."""

    code = "deferred_before"
    status = 403
    says = lazy("This was deferred before. Only the parent organization can defer it again.")


class IntoItself(Refusal):
    """A wish is not merged into itself."""

    code = "into_itself"
    status = 422
    says = lazy("Please enter the number of another wish.")


class NoSuchWish(Refusal):
    """No wish has this number."""

    code = "no_such_wish"
    status = 422
    says = lazy("There is no wish with this number. Please check it.")


class TargetClosed(Refusal):
    """A wish is merged into one that is still on its way."""

    code = "target_closed"
    says = lazy("The other wish is closed or merged itself. Please choose one on its way.")


class NotMediators(Refusal):
    """Mediation goes to a people's mediation committee."""

    code = "not_mediators"
    status = 422
    says = lazy("Please choose a people's mediation committee.")


class ReceiverNeeded(Refusal):
    """A transfer names who is responsible instead."""

    code = "receiver_needed"
    status = 422
    says = lazy("Please name who is responsible instead.")
