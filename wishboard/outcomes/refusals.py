"""Why something is not delivered, answered or closed."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class OnlyTheLead(Refusal):
    """A joint claim is delivered by its lead."""

    code = "only_the_lead"
    status = 403
    says = lazy("In a joint promise the lead reports what was done. Please tell them.")


class NotInTheFuture(Refusal):
    """What is delivered has happened."""

    code = "not_in_the_future"
    status = 422
    says = lazy("Please choose the day on which it was done: today or before.")


class BeforeTheWish(Refusal):
    """Nothing was granted before it was wished for."""

    code = "before_the_wish"
    status = 422
    says = lazy("The wish was made on %(made)s. Please choose that day or a later one.")


class NotOverYet(Refusal):
    """A community task is reported after its last shift."""

    code = "not_over_yet"
    status = 422
    says = lazy("Please report after the last shift is over.")


class NotTheWisher(Refusal):
    """Only the wisher answers, or somebody who did not take part records what the wisher said."""

    code = "not_the_wisher"
    status = 403
    says = lazy("Only the wisher can say whether it is done, or a colleague who calls them.")


class HadAHand(Refusal):
    """Nobody closes what they did themselves."""

    code = "had_a_hand"
    status = 403
    says = lazy("You took part in this. Somebody else, or the parent organization, closes it.")


class TooLate(Refusal):
    """The time to reopen has run out."""

    code = "too_late"
    says = lazy("This can be reopened within %(days)s days of closing. Please make a new wish.")


class NobodyTookPart(Refusal):
    """A delivery needs at least one participant."""

    code = "nobody_took_part"
    status = 422
    says = lazy("Please tick at least one person who took part.")


class DecidedBefore(Refusal):
    """A credit in doubt that was decided, or whose wish was opened again."""

    code = "decided_before"
    says = lazy("This is decided already, or the wish was opened again.")


class ContactGone(Refusal):
    """The contact data were purged and have to be given again."""

    code = "contact_gone"
    status = 422
    says = lazy("Your phone number was deleted as promised. Please give it again.")
