"""Why a role is not given or taken, and a password not reset."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class OutsideYourScope(Refusal):
    """An administrator acts within an area or organization, and below no one else's."""

    code = "outside_your_scope"
    status = 403
    says = lazy("This lies outside the area or organization you administer.")


class ScopeNeeded(Refusal):
    """A role is held over one organization or one area."""

    code = "scope_needed"
    status = 422
    says = lazy("Please choose either an organization or an area for this role.")


class HeldAlready(Refusal):
    """The same role in the same scope is held today."""

    code = "held_already"
    says = lazy("This role is held already.")


class YourOwnRole(Refusal):
    """Nobody takes the last key from the inside."""

    code = "your_own_role"
    says = lazy("You cannot end your own role as administrator. Ask another administrator.")


class NoAccount(Refusal):
    """Somebody on a roster who has no user name yet."""

    code = "no_account"
    says = lazy("This person has no user name yet, so there is no password to reset.")


class NotAVolunteer(Refusal):
    """Only volunteers are approved; members may claim as they are."""

    code = "not_a_volunteer"
    says = lazy("This person is not on the roster of a volunteer team.")


class NoSuchAccount(Refusal):
    """A user name nobody has."""

    code = "no_such_account"
    status = 404
    says = lazy("Nobody has the user name “%(username)s”.")


class UsernameInUse(Refusal):
    """A user name that somebody has."""

    code = "username_in_use"
    says = lazy("The user name “%(username)s” belongs to somebody else.")


class UsernameUnfit(Refusal):
    """A user name that cannot be typed everywhere."""

    code = "username_unfit"
    status = 422
    says = lazy("The user name “%(username)s” needs 2 to 60 letters or digits, no spaces.")
