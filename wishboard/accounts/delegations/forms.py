"""What is filled in to hand a role on."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from pydantic import Field

from wishboard.core.forms import Form
from wishboard.i18n import lazy


class HandOnForm(Form):
    """Which role, to whom by user name, from when until when; `part` narrows its scope.

    `part` is `organization:` or `area:` with a public id; empty is all of the scope.
    """

    asks: ClassVar[Mapping[str, str]] = {
        "to": lazy("Please say to whom, by user name."),
        "since": lazy("Please choose the first day."),
        "until": lazy("Please choose the last day."),
    }

    appointment: int
    to: str = Field(max_length=60)
    part: str = Field(default="", max_length=32)
    since: date
    until: date
