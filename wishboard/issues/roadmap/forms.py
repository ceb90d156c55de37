"""What is filled in about a step on the road map."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from wishboard.core.forms import Form
from wishboard.i18n import lazy


class MilestoneForm(Form):
    """A step in public words, who is responsible for it, and by which day."""

    asks: ClassVar = {
        "title": lazy("Please say what will be done."),
        "organization": lazy("Please choose who is responsible."),
        "due_on": lazy("Please choose the day by which it will be done."),
    }

    title: str = Field(min_length=2, max_length=60)
    organization: str = Field(min_length=1, max_length=16)
    due_on: date


class ReachForm(Form):
    """On which day a step was reached; left out, today."""

    done_on: date | None = None
