"""What stands in a report, in the order in which it stands there, and what it is called."""

from collections.abc import Mapping

from wishboard.i18n import LazyText, lazy

TOTALS: Mapping[str, LazyText] = {
    "wishes": lazy("Wishes fulfilled"),
    "issues": lazy("Problems solved"),
    "participations": lazy("Participations"),
    "confirmed": lazy("Beneficiaries confirmed"),
}
MEASURES: Mapping[str, LazyText] = {
    "came": lazy("Wishes that came"),
    "fulfilled": lazy("Wishes closed as fulfilled"),
    "opened": lazy("Problems opened"),
    "solved": lazy("Problems closed as solved"),
}
STANDING: Mapping[str, LazyText] = {
    "red": lazy("Problems in red"),
    "late": lazy("Problems over their date"),
    "legacy": lazy("Old problems open"),
    "deferred": lazy("Wishes put off"),
    "praised": lazy("Praised"),
    "proactive": lazy("Found before anyone complained"),
}
"""The first four as they stood when the report was made, praise and finds of its time."""
