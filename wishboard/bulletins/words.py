"""What reports are called."""

from collections.abc import Mapping

from wishboard.bulletins.models import Rhythm
from wishboard.core.periods import named, period
from wishboard.i18n import LazyText, lazy

RHYTHMS: Mapping[Rhythm, LazyText] = {
    Rhythm.month: lazy("Monthly report"),
    Rhythm.quarter: lazy("Quarterly report"),
    Rhythm.year: lazy("Yearly report"),
}


def title_of(name: str, over: str) -> str:
    """A report by the name of its scope and of its period."""
    found = period(over)
    return f"{name} · {named(found)}" if found else name
