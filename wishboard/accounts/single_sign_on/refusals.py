"""Why an account of an organization does not open the door."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class ProviderSilent(Refusal):
    """The identity provider did not answer, or not as the standard says."""

    code = "provider_silent"
    status = 502
    says = lazy(
        "Your organization's sign-in does not answer at the moment. Please try again later."
    )


class NotVouchedFor(Refusal):
    """What came back proves nothing: another browser, too old, refused there, or not genuine."""

    code = "not_vouched_for"
    status = 422
    says = lazy("Your organization did not confirm who you are. Please begin again.")
