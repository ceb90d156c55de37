"""What the form of a new wish says of an attempt that failed elsewhere."""

from wishboard.http.visit import Visit
from wishboard.supervision.stuck.forms import StuckForm

_FIELDS = ("stuck_place", "stuck_said", "stuck_code")


def attempt_sent(visit: Visit) -> StuckForm | None:
    """The failed attempt, or None when the form says nothing of one. Raises Invalid."""
    said = any(str(visit.sent.get(name, "")).strip() for name in _FIELDS)
    return visit.form(StuckForm) if said else None
