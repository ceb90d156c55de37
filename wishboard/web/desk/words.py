"""What the stored codes are called on the desk."""

from wishboard.accounts.who import ROLES
from wishboard.disclosure.models import Purpose
from wishboard.i18n import lazy
from wishboard.outcomes.models import AnswerBy, Flag
from wishboard.outcomes.words import PAID_BY
from wishboard.wishes import words
from wishboard.wishes.stages import Channel, Risk, Stage
from wishboard.wishes.words import LANES

__all__ = [
    "ANSWERED_BY",
    "CHANNELS",
    "FLAGS",
    "LANES",
    "PAID_BY",
    "PURPOSES",
    "RISKS",
    "ROLES",
    "STAGES",
]

STAGES = {code: word for code, word in words.STAGES.items() if code is not Stage.closed}
RISKS = {
    Risk.electric: lazy("Electric work"),
    Risk.height: lazy("Work at height"),
    Risk.minors: lazy("With minors: two people"),
    Risk.alone_at_home: lazy("Alone at home"),
}
CHANNELS = {
    Channel.web: lazy("by web"),
    Channel.qr: lazy("by QR code"),
    Channel.visit: lazy("on a visit"),
    Channel.hotline: lazy("by hotline"),
    Channel.petition: lazy("by petition"),
    Channel.forum: lazy("at a forum"),
    Channel.survey: lazy("in a survey"),
    Channel.imported: lazy("from a ledger"),
}
PURPOSES = {
    Purpose.ask_details: lazy("To ask for details"),
    Purpose.arrange_visit: lazy("To arrange a visit"),
    Purpose.confirm_result: lazy("To ask whether it is done"),
    Purpose.check: lazy("To check"),
}
ANSWERED_BY = {
    AnswerBy.code: lazy("by the wisher's own code"),
    AnswerBy.phone: lazy("on the phone"),
    AnswerBy.host: lazy("by the host"),
    AnswerBy.silence: lazy("no answer in time"),
}
FLAGS = {
    Flag.same_device: lazy("The answer came from the helper's or collector's own device."),
    Flag.more_than_expected: lazy("More people are reported than were expected."),
    Flag.keeper_claimed: lazy("It was done in the keeper's own name."),
}
