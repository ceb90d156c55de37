"""What is said above a page because it concerns all of a reader's work."""

from wishboard.accounts.viewer import Viewer
from wishboard.core.calendar import unknown_years
from wishboard.core.clock import today
from wishboard.i18n import gettext as _

_DESKS = frozenset({"/desk", "/desk/issues", "/desk/calendar"})


def banner_for(viewer: Viewer, path: str) -> str | None:
    """The warning for staff at their desks that due dates are counted without holidays."""
    if not (viewer.is_staff and path in _DESKS and (unknown := unknown_years(today()))):
        return None
    who = _("The administrator uploads it under “Calendar”.")
    says = _(
        "The official calendar of %(years)s is not known yet: due dates in it count Monday to "
        "Friday.",
        years="、".join(map(str, unknown)),
    )
    return f"{says} {who}"
