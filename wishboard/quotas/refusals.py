"""Why a deed of quotas is refused."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class NobodyToRemind(Refusal):
    """Everybody chosen has done enough, or was reminded today."""

    code = "nobody_to_remind"
    status = 422
    says = lazy("Nobody to remind: they have done enough, or were reminded today.")


class ExcusedAlready(Refusal):
    """A member is excused for the same reason at that time."""

    code = "excused_already"
    says = lazy("They are excused for this reason at that time already.")


class ExcuseOver(Refusal):
    """An excuse that has ended."""

    code = "excuse_over"
    says = lazy("This excuse has ended already.")


class YearIsClosed(Refusal):
    """A deed that would change a year that is closed."""

    code = "year_is_closed"
    says = lazy("%(year)s is closed. What is closed does not change any more.")


class BeforeTheLast(Refusal):
    """A rule that would begin before the one it follows."""

    code = "before_the_last"
    status = 422
    says = lazy("Please choose a day after %(day)s, on which the present rule began.")


class RulesOverlap(Refusal):
    """Two rules for the same organizations at once."""

    code = "rules_overlap"
    status = 422
    says = lazy("Another rule speaks of some of these organizations at that time.")


class RuleHasEnded(Refusal):
    """A rule that does not hold any more."""

    code = "rule_has_ended"
    says = lazy("This rule has been replaced. Please change the one that holds now.")


class NotOverYet(Refusal):
    """A year that cannot be closed yet."""

    code = "not_over_yet"
    says = lazy("%(year)s can be closed from %(day)s.")


class ReasonNeeded(Refusal):
    """A shortfall without a reason."""

    code = "reason_needed"
    status = 422
    says = lazy("Please give a reason for everybody who did less than was asked.")
