"""What has to be done before anything else: a password of one's own, a second factor."""

from typing import ClassVar

from wishboard.accounts.viewer import Viewer
from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy

_ALWAYS = ("/sign-out", "/language/", "/api/v1/sessions/own")


class FirstThing(Refusal):
    """Every page leads to the one where this is done, every program is refused."""

    status = 403
    leads_to: ClassVar[str]


class PasswordFirst(FirstThing):
    """The password is a temporary one."""

    code = "password_change_needed"
    says = lazy("Please choose a password of your own first.")
    leads_to = "/password"


class SecondFactorFirst(FirstThing):
    """The role asks for a second factor, and there is none yet."""

    code = "second_factor_needed"
    says = lazy("Your role asks for a code from your telephone. Please set that up first.")
    leads_to = "/me/second-factor"


def must_do_first(viewer: Viewer, path: str) -> None:
    """Refuse every path but those of what has to be done first. Raises FirstThing."""
    first: type[FirstThing] | None = None
    if viewer.must_change_password:
        first = PasswordFirst
    elif viewer.lacks_second_factor:
        first = SecondFactorFirst
    if first and path != first.leads_to and not path.startswith((first.leads_to + "/", *_ALWAYS)):
        raise first
