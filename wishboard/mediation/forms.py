"""What is filled in about a mediation."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from wishboard.core.forms import Form
from wishboard.i18n import lazy
from wishboard.mediation.models import Settled


class SettleForm(Form):
    """How a mediation ended, in words that the wisher reads."""

    asks: ClassVar = {
        "result": lazy("Please say how it ended."),
        "words": lazy("Please write what was agreed, or where to turn now."),
    }

    result: Settled
    words: str = Field(min_length=4, max_length=600)
    ended_on: date | None = None
