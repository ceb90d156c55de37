"""Why an old problem is not reviewed or not closed."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class NotLegacy(Refusal):
    """Only old problems are reviewed every year."""

    code = "not_legacy"
    says = lazy("Only old problems are reviewed every year, as long as they are open.")


class WithinAYear(Refusal):
    """An old problem is looked at every year at least."""

    code = "within_a_year"
    status = 422
    says = lazy("Please choose a day within the next year.")


class ClosingWordNeeded(Refusal):
    """An old problem is never closed in silence."""

    code = "closing_word_needed"
    status = 422
    says = lazy("An old problem is not closed in silence. Please write what became of it.")
