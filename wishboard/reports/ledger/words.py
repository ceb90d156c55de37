"""What the codes of the ledger are called."""

from collections.abc import Mapping
from typing import Any

from wishboard.i18n import LazyText, lazy
from wishboard.outcomes.models import AnswerBy
from wishboard.outcomes.words import PAID_BY
from wishboard.wishes.stages import Channel
from wishboard.wishes.words import ENDINGS, KINDS, LANES, STAGES

__all__ = [
    "ANSWERED_BY",
    "ANSWERS",
    "CHANNELS",
    "ENDINGS",
    "KINDS",
    "LANES",
    "PAID_BY",
    "STAGES",
    "said",
]

CHANNELS = {
    Channel.web: lazy("Web"),
    Channel.qr: lazy("QR code"),
    Channel.visit: lazy("Visit"),
    Channel.hotline: lazy("Hotline"),
    Channel.petition: lazy("Petition"),
    Channel.forum: lazy("Forum"),
    Channel.survey: lazy("Survey"),
    Channel.imported: lazy("Import"),
}
ANSWERS = {True: lazy("Done"), False: lazy("Not done"), None: lazy("No answer in time")}
ANSWERED_BY = {
    AnswerBy.code: lazy("With code and PIN"),
    AnswerBy.phone: lazy("On the phone"),
    AnswerBy.host: lazy("By the host"),
    AnswerBy.silence: lazy("Silence"),
}


def said(words: Mapping[Any, LazyText], code: object) -> str:
    """The word for a code in the reader's language; nothing for nothing."""
    return str(words[code]) if code in words else ""
