"""The public summary: what is proposed for it, and what may not stand in it."""

import re
from collections.abc import Iterable

from wishboard.core.personal import personal_in, without_personal
from wishboard.core.tokens import quoted, tokens
from wishboard.wishes.importing.figures import without_hint
from wishboard.wishes.refusals import TellsTooMuch
from wishboard.wishes.wishers import ContactData

TITLE_LENGTH = 30
LABEL = 6
"""So many characters of circumstances name a kind of person and nobody in particular: 独居老人."""
ANYBODY = ContactData()
"""Nobody in particular: only what is personal whoever it belongs to is found."""

_SENTENCE_END = re.compile(r"[。！？!?\n；;]")
_INTRODUCTION = re.compile(
    r"(?:^|(?<=[，,。！？!?；;\n]))\s*(?:我是|我叫|本人|我?家?住|(?:联系)?电话|手机|身份证)"
    r"[^，,。！？!?；;\n…]{0,12}…+(?:[，,。！？!?；;\n]+|$)"
)


def proposed_title(text: str) -> str:
    """The first clause of what somebody wrote, short enough for a card."""
    first = _SENTENCE_END.split(text.strip(), maxsplit=1)[0].strip()
    if len(first) <= TITLE_LENGTH:
        return first
    clause = re.split(r"[，,]", first, maxsplit=1)[0].strip()
    return clause if 4 <= len(clause) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"


def proposed_summary(text: str, contact: ContactData) -> str:
    """The wisher's words with everything personal taken out, as a start for the keeper.

    Clauses that only say who it is and where they live go whole, and a ledger's hint of the
    worth, as in `〔约¥80〕`.
    """
    own = (contact.name, contact.phone, contact.address, contact.guardian)
    text = _blacked_out(without_hint(text), own)
    text = _INTRODUCTION.sub("", re.sub("…+", "…", text))
    return re.sub(r"[，,]$", "。", text.strip())[:600]


def _blacked_out(text: str, own: Iterable[str]) -> str:
    """A text without personal data, also where taking one thing out lays another bare."""
    before = ""
    while before != text:
        before = text
        text = without_personal(text)
        for value in own:
            if len(value) > 1:
                text = text.replace(value, "…")
    return text


def personal_data_in(text: str, contact: ContactData, *, rooms: bool = True) -> str | None:
    """The first phone, identity number, door number or name found in a text.

    Also what the wisher has told: names, phone, address, and circumstances of more than a label.
    """
    if found := personal_in(text, rooms=rooms):
        return found
    own = (contact.name, contact.phone, contact.address, contact.guardian)
    told = [value for value in own if len(value) > 1]
    told += [contact.circumstances] if len(contact.circumstances) > LABEL else []
    return next((value for value in told if value in text), None)


def must_tell_nothing(*public: str, of: ContactData = ANYBODY, rooms: bool = True) -> None:
    """Refuse public words with personal data, of one wisher or of anybody. Raises TellsTooMuch.

    `rooms` is false for where people meet: a bare room number may stand there.
    """
    if found := personal_data_in("\n".join(public), of, rooms=rooms):
        raise TellsTooMuch(found=found)


def searchable(*texts: str) -> str:
    """The tsvector text of the tokens under which a wish is found."""
    found = {token for text in texts for token in tokens(text)}
    return " ".join(quoted(token) for token in sorted(found))
