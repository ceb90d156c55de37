"""What organizations fill in that have an issue in hand."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from wishboard.core.forms import Form
from wishboard.i18n import lazy
from wishboard.issues.handling.models import Contacted


class DispatchForm(Form):
    """Who is to lead; left out, the duty catalogue says it. `days` are working days."""

    organization: str = Field(default="", max_length=16)
    days: int = Field(default=15, ge=1, le=250)


class SupportForm(Form):
    """Who is to support the lead."""

    asks: ClassVar = {"organization": lazy("Please choose an organization.")}

    organization: str = Field(min_length=1, max_length=16)


class ObjectForm(Form):
    """Why somebody else is responsible, and who."""

    asks: ClassVar = {
        "other": lazy("Please name who is responsible instead."),
        "reason": lazy("Please give the reason."),
    }

    other: str = Field(min_length=1, max_length=16)
    reason: str = Field(min_length=4, max_length=600)


class DecideForm(Form):
    """What was decided about an objection or a request for time, and why."""

    granted: bool
    words: str = Field(default="", max_length=600)


class ContactedForm(Form):
    """How the wishers were first reached."""

    how: Contacted = Contacted.phone


class ExtendForm(Form):
    """Until when, and why; the wishers read it."""

    asks: ClassVar = {
        "until": lazy("Please choose the new date."),
        "reason": lazy("Please give the reason; the wishers read it."),
    }

    until: date
    reason: str = Field(min_length=4, max_length=600)


class ReplyForm(Form):
    """A written answer: what was found, and the measure with a date."""

    asks: ClassVar = {"text": lazy("Please write your answer.")}

    text: str = Field(min_length=10, max_length=2000)
    measure: str = Field(default="", max_length=600)
