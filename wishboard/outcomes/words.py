"""What the stored codes of an outcome are called."""

from wishboard.i18n import lazy
from wishboard.outcomes.models import PaidBy

PAID_BY = {
    PaidBy.nobody: lazy("Nothing to pay"),
    PaidBy.branch_funds: lazy("Branch funds"),
    PaidBy.organization: lazy("The organization"),
    PaidBy.donor: lazy("A donor"),
    PaidBy.self_paid: lazy("Paid by the helper"),
}
