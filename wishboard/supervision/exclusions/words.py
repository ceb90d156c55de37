"""What the reasons of an exclusion are called."""

from wishboard.i18n import lazy
from wishboard.supervision.exclusions.models import ExclusionReason

REASONS = {
    ExclusionReason.not_responsible: lazy("Outside what the body is responsible for"),
    ExclusionReason.not_so: lazy("Checked on the spot: it is not as was said"),
    ExclusionReason.against_the_law: lazy("What is asked for is against the law"),
    ExclusionReason.not_possible_yet: lazy("Not possible at present, and explained"),
    ExclusionReason.said_twice: lazy("The same was said and counted before"),
    ExclusionReason.other_person: lazy("Somebody else answered, not the wisher"),
}
