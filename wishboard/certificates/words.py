"""The words for how certificates stand, why deeds do not count and why papers do not hold."""

from datetime import date

from wishboard.certificates.models import Revocation, Standing
from wishboard.certificates.service import Bar
from wishboard.i18n import lazy

STANDINGS = {
    Standing.asked: (lazy("Asked for"), "way"),
    Standing.withdrawn: (lazy("Taken back"), ""),
    Standing.refused: (lazy("Not issued"), "soon"),
    Standing.issued: (lazy("In force"), "done"),
    Standing.revoked: (lazy("Revoked"), "late"),
}
BARS = {
    Bar.undone: lazy("taken back: it was opened again"),
    Bar.unconfirmed: lazy("not confirmed and closed"),
    Bar.in_doubt: lazy("in doubt"),
    Bar.no_hours: lazy("no hours were reported"),
}
REVOCATIONS = {
    Revocation.mistaken: lazy("Something in it is wrong"),
    Revocation.undone: lazy("Deeds in it were taken back"),
    Revocation.untrue: lazy("It was not true"),
    Revocation.holder_asked: lazy("The holder asked for it"),
    Revocation.other: lazy("Another reason"),
}


def hours(minutes: int) -> str:
    """Minutes as hours, with two places at most: 2.5."""
    return f"{round(minutes / 60, 2):g}"


def day(written: str) -> date:
    """A day as it stands in what was frozen."""
    return date.fromisoformat(written)
