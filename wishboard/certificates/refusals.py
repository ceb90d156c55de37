"""Why a deed of certificates is refused."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class NothingToCertify(Refusal):
    """No confirmed deed with hours in the time asked for, recorded by who is asked."""

    code = "nothing_to_certify"
    status = 422
    says = lazy("From these days %(body)s has recorded no confirmed deed with hours.")


class AskedAlready(Refusal):
    """A second request while the first waits."""

    code = "asked_already"
    says = lazy("You have asked already. Withdraw that first, or wait for the answer.")


class NobodyIssuesThere(Refusal):
    """An organization that has recorded nothing of the asker, or where nobody could answer."""

    code = "nobody_issues_there"
    status = 422
    says = lazy("Please choose an organization from the list.")


class NotWaiting(Refusal):
    """A request that was decided or withdrawn."""

    code = "not_waiting"
    says = lazy("This request does not wait any more.")


class NotYourOwn(Refusal):
    """Somebody who would certify their own service."""

    code = "not_your_own"
    status = 403
    says = lazy("Nobody certifies their own service. Please ask somebody else of the committee.")


class NotInForce(Refusal):
    """A certificate that was never issued, or was revoked."""

    code = "not_in_force"
    says = lazy("This certificate is not in force.")
