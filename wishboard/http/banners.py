"""What is said above a page because it concerns all of a reader's work."""

from wishboard.accounts.viewer import Viewer
from wishboard.core.calendar import unknown_years
from wishboard.core.clock import today
from wishboard.core.queue_watch import seems_away
from wishboard.i18n import gettext as _

_DESKS = frozenset({"/desk", "/desk/issues", "/desk/calendar"})


def banner_for(viewer: Viewer, path: str) -> str | None:
    """The warnings for staff: messages may be late; due dates are counted without holidays."""
    if not viewer.is_staff:
        return None
    says = [_late_messages()]
    if path in _DESKS:
        says.append(_unknown_calendar())
    return " ".join(filter(None, says)) or None


def _late_messages() -> str:
    if not seems_away():
        return ""
    return _("The queue does not answer: messages may be some minutes late. Nothing is lost.")


def _unknown_calendar() -> str:
    unknown = unknown_years(today())
    if not unknown:
        return ""
    who = _("The administrator uploads it under “Calendar”.")
    says = _(
        "The official calendar of %(years)s is not known yet: due dates in it count Monday to "
        "Friday.",
        years="、".join(map(str, unknown)),
    )
    return f"{says} {who}"
