"""The names of what is stored about somebody, in the words of the reader."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from wishboard.core.templating import environment
from wishboard.i18n import gettext as _
from wishboard.i18n import lazy
from wishboard.web.own_codes import CODES

SECTIONS = {
    "wish": lazy("The wish"),
    "contact": lazy("Contact data"),
    "words": lazy("The words it was asked in"),
    "attempt": lazy("What did not work elsewhere"),
    "decisions": lazy("Decisions"),
    "results": lazy("What was done"),
    "answers": lazy("Answers"),
    "calls": lazy("Call-backs"),
    "mediation": lazy("Mediation"),
    "photos": lazy("Photos"),
    "looks": lazy("Looks at contact data"),
    "account": lazy("My account"),
    "memberships": lazy("Organizations today"),
    "memberships_ever": lazy("Memberships, also before"),
    "roles": lazy("Roles"),
    "promises": lazy("Promises"),
    "waiting": lazy("Waiting lists"),
    "excuses": lazy("Excuses"),
    "certificates": lazy("Certificates"),
    "deeds": lazy("Deeds"),
    "credits": lazy("Credits"),
    "bursts": lazy("Unusually many looks"),
    "sessions": lazy("Open sessions"),
}
NAMES = {
    "address": lazy("Address"),
    "amount": lazy("Amount"),
    "approved_at": lazy("May claim since"),
    "area": lazy("Area"),
    "at": lazy("When"),
    "attempts": lazy("Attempts"),
    "blockers": lazy("What stands in the way"),
    "channel": lazy("Channel"),
    "circumstances": lazy("Circumstances"),
    "closed_at": lazy("Closed on"),
    "code": lazy("Code"),
    "collected_at": lazy("Sent on"),
    "content": lazy("Content"),
    "created_at": lazy("Here since"),
    "delivered_at": lazy("Reported as done on"),
    "delivered_on": lazy("Done on"),
    "done": lazy("Is it done?"),
    "done_on": lazy("Done on"),
    "earlier": lazy("Number given there"),
    "email": lazy("E-mail"),
    "ended_at": lazy("Ended on"),
    "ended_on": lazy("Ended on"),
    "ending": lazy("Ending"),
    "expires_at": lazy("Good until"),
    "explanation": lazy("Explanation"),
    "extension_reason": lazy("Why more time"),
    "for_minor": lazy("For a minor"),
    "guardian": lazy("Guardian"),
    "how": lazy("How"),
    "hint": lazy("End of the identity number"),
    "keeper": lazy("Keeper"),
    "kind": lazy("Kind"),
    "left_on": lazy("Left on"),
    "locale": lazy("Language"),
    "made_at": lazy("When"),
    "may_contact": lazy("May be contacted"),
    "may_photograph": lazy("Photos may be shown"),
    "may_publish": lazy("May be published"),
    "minutes": lazy("Minutes"),
    "name": lazy("Name"),
    "offered_until": lazy("Offered until"),
    "organization": lazy("Organization"),
    "over": lazy("Over"),
    "people": lazy("People"),
    "phone": lazy("Phone"),
    "place": lazy("Where it got stuck"),
    "praise": lazy("Praise"),
    "promised_on": lazy("Promised for"),
    "published_at": lazy("Published on"),
    "purpose": lazy("Purpose"),
    "rating": lazy("Rating"),
    "reached": lazy("Reached"),
    "reason": lazy("Reason"),
    "receiver": lazy("Who is responsible"),
    "registered_at": lazy("Registered on"),
    "result": lazy("Result"),
    "review_on": lazy("Looked at again on"),
    "role": lazy("Role"),
    "said": lazy("What was said there"),
    "serial": lazy("Number"),
    "since": lazy("Since"),
    "solved": lazy("Solved"),
    "stage": lazy("Stage"),
    "summary": lazy("Public summary"),
    "surname": lazy("Surname"),
    "text": lazy("Text"),
    "title": lazy("Title"),
    "tried_on": lazy("Tried on"),
    "undone_because": lazy("Why it was opened again"),
    "until": lazy("Until"),
    "username": lazy("User name"),
    "wish": lazy("Wish"),
    "what_was_done": lazy("What was done"),
    "why": lazy("Unusual"),
    "words": lazy("In words"),
    "year": lazy("Year"),
}


LANGUAGES = {"zh": "中文", "en": "English"}


def readable(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A row for reading, value by value with its name; addresses are for the file."""
    return [
        (str(NAMES[name]), LANGUAGES[value] if name == "locale" else shown(value))
        for name, value in row.items()
        if not (isinstance(value, str) and value[:1] == "/")
    ]


def shown(value: Any) -> str:
    """A value for reading: codes in words, dates as they are written, the rest as it is."""
    if isinstance(value, StrEnum):
        return str(CODES[type(value)][value])
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return str(environment().filters["datetime"](value))
    if isinstance(value, date):
        return str(environment().filters["date"](value))
    return str(value)
