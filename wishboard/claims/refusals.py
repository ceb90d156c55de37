"""Why somebody may not claim. Each sentence says what would help."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class NotAMember(Refusal):
    """Claiming is for members and approved volunteers."""

    code = "not_a_member"
    status = 403
    says = lazy(
        "Wishes are claimed by members and approved volunteers. "
        "Ask your community to register you as a volunteer."
    )


class NoPlaceLeft(Refusal):
    """Every place is taken, or kept for somebody it was offered to."""

    code = "no_place_left"
    says = lazy("Every place is taken. Join the waiting list and you are asked when one is free.")


class AlreadyClaimed(Refusal):
    """The same person has a living claim on this wish."""

    code = "already_claimed"
    says = lazy("You have claimed this wish already. You find it under “Me”.")


class MembersFirst(Refusal):
    """The wish is still reserved for the keeper's own members."""

    code = "members_first"
    status = 403
    says = lazy("Until %(until)s this wish is for members of %(keeper)s. Then it is open to all.")


class NotOpenYet(Refusal):
    """Claiming begins at a set time."""

    code = "not_open_yet"
    says = lazy("Claiming begins at %(opens)s.")


class TooManyOpen(Refusal):
    """The cap on open claims is reached."""

    code = "too_many_open"
    says = lazy("You have %(open)s open promises, the limit is %(cap)s. Please deliver one first.")


class SomethingOverdue(Refusal):
    """A promise of the same person is overdue."""

    code = "something_overdue"
    says = lazy("A promise of yours is overdue. Deliver it, extend it or hand it back first.")


class LapsedRecently(Refusal):
    """A promise of the same person lapsed within the pause."""

    code = "lapsed_recently"
    says = lazy("A promise of yours lapsed on %(lapsed)s. You can claim again from %(again)s.")


class OwnWish(Refusal):
    """Nobody grants a wish of their own."""

    code = "own_wish"
    status = 403
    says = lazy("This wish was made with your own phone number. Somebody else has to grant it.")


class PromiseTooFar(Refusal):
    """A promise needs a date that can be waited for."""

    code = "promise_too_far"
    status = 422
    says = lazy("Please promise a day between today and %(latest)s.")


class QualificationNeeded(Refusal):
    """Risky work needs somebody qualified and insured, who says so."""

    code = "qualification_needed"
    status = 422
    says = lazy("This work is risky. Please state that you are qualified and insured for it.")


class ExtendedBefore(Refusal):
    """A promise is extended once and before its date."""

    code = "extended_before"
    says = lazy("A promise can be extended once, before its date. You can still hand it back.")


class NotYours(Refusal):
    """Somebody else's promise."""

    code = "not_yours"
    status = 403
    says = lazy("This promise was made by somebody else.")


class PlaceFree(Refusal):
    """Nobody waits while a place is free."""

    code = "place_free"
    says = lazy("A place is free: you can claim it right away.")


class DayIsFixed(Refusal):
    """A community task takes place on its own day."""

    code = "day_is_fixed"
    says = lazy(
        "A community task has its own day: it cannot be moved. Please hand your place back if you "
        "cannot come."
    )
