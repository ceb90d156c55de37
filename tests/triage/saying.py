"""Messages as tests say them, in few words."""

from datetime import UTC, datetime, timedelta
from itertools import count

from wishboard.triage.messages import Message

_KEYS = count(1)
START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def said(
    title: str,
    text: str = "",
    *,
    day: float = 0,
    person: int | str | None = None,
    area: str = "",
    key: int | None = None,
) -> Message:
    """A message that came in some days after the first of March."""
    number = next(_KEYS) if key is None else key
    who = number if person is None else person
    return Message(number, text, title, area, who, START + timedelta(days=day))
