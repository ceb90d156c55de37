"""Why a deed on a hot group is refused."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class TickWishes(Refusal):
    """A deed on wishes of a group needs at least one of them."""

    code = "tick_wishes"
    status = 422
    says = lazy("Please tick at least one wish.")


class NotInGroup(Refusal):
    """A wish that is not in this group, or not any more."""

    code = "not_in_group"
    says = lazy("One of the wishes is not in this group any more. Please look again.")


class NothingLeft(Refusal):
    """Wishes are set apart from others, and there are none."""

    code = "nothing_left"
    status = 422
    says = lazy("These are all of them. Please tick only those that belong elsewhere.")
