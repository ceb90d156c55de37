"""Why an exclusion is refused."""

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class ExcludedBefore(Refusal):
    """A wish is left out once."""

    code = "excluded_before"
    says = lazy("This wish is excluded already, or waits for a decision on it.")


class SecondPersonNeeded(Refusal):
    """Nobody decides on what they asked for, or on what makes their own body look better."""

    code = "second_person_needed"
    says = lazy("A second person decides on this, from neither side.")


class NothingToTakeBack(Refusal):
    """What was turned down, or agreed to, is decided."""

    code = "exclusion_decided"
    says = lazy("This was decided already.")
