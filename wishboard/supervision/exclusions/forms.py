"""What is filled in about an exclusion."""

from typing import ClassVar

from pydantic import Field

from wishboard.core.forms import Form
from wishboard.i18n import lazy
from wishboard.supervision.exclusions.models import ExclusionReason


class ExcludeForm(Form):
    """Which wish is to be left out of the rates, why, and what proves it."""

    asks: ClassVar = {
        "wish": lazy("Please give the number of the wish."),
        "evidence": lazy("Please say what proves it, in at least ten characters."),
    }

    wish: str = Field(min_length=4, max_length=24)
    reason: ExclusionReason
    evidence: str = Field(min_length=10, max_length=600)


class DecideExclusionForm(Form):
    """Whether a second person agrees, and what they looked at."""

    asks: ClassVar = {"words": lazy("Please say what you looked at.")}

    upheld: bool = False
    words: str = Field(min_length=4, max_length=600)
