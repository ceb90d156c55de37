"""What is filled in about an attempt that failed."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from wishboard.core.forms import Form
from wishboard.i18n import lazy


class StuckForm(Form):
    """Where somebody tried, when, what they were told, and the number they were given."""

    asks: ClassVar = {
        "stuck_place": lazy("Please write where it was tried."),
        "stuck_said": lazy("Please write what you were told there."),
    }

    stuck_place: str = Field(min_length=2, max_length=120)
    stuck_on: date | None = None
    stuck_said: str = Field(min_length=2, max_length=600)
    stuck_code: str = Field(default="", max_length=40)


class CoordinatorForm(Form):
    """Who clears the way, and what stands in it."""

    asks: ClassVar = {"blockers": lazy("Please name what stands in the way.")}

    coordinator: str = Field(min_length=1, max_length=16)
    blockers: str = Field(min_length=4, max_length=600)


class StuckStepForm(Form):
    """What was done to clear the way; the wisher reads it."""

    asks: ClassVar = {"words": lazy("Please write what was done.")}

    words: str = Field(min_length=4, max_length=600)


class StuckResultForm(Form):
    """How the way was cleared, or why it cannot be; the wisher reads it."""

    asks: ClassVar = {"result": lazy("Please write what came of it.")}

    result: str = Field(min_length=4, max_length=600)
