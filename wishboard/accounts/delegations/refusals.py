"""Why a role is not handed on."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class HandedToYou(Refusal):
    """What was handed on is not handed on again."""

    code = "handed_to_you"
    says = lazy("This role was handed to you for a time. Only its holder can hand it on.")


class BeyondYourOwn(Refusal):
    """Nobody hands on more than they hold, or for longer."""

    code = "beyond_your_own"
    status = 403
    says = lazy("You can hand on only what you hold yourself, and only while you hold it.")


class DaysOutOfOrder(Refusal):
    """It begins today or later, and ends later than it begins."""

    code = "days_out_of_order"
    status = 422
    says = lazy("The first day is today or later, and the last day is not before it.")


class TooLong(Refusal):
    """For longer a new appointment is right, which the administrator makes."""

    code = "too_long"
    status = 422
    says = lazy("A role is handed on for at most %(days)s days. For longer ask the administrator.")


class ToYourself(Refusal):
    """Somebody else is meant."""

    code = "to_yourself"
    status = 422
    says = lazy("Please choose somebody else: you hold this role already.")


class DelegationOver(Refusal):
    """What has ended cannot be ended again."""

    code = "delegation_over"
    says = lazy("This has ended already.")
