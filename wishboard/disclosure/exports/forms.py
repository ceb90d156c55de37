"""What is filled in about files with contact data."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from wishboard.core.forms import Form
from wishboard.disclosure.models import Purpose
from wishboard.i18n import lazy
from wishboard.wishes.stages import Stage

STAGES = (Stage.collected, Stage.registered, Stage.claimed, Stage.delivered)
"""The stages at which somebody has to be rung up or visited."""


class AskForm(Form):
    """Whose wishes, at which stage, and what their contact data are needed for."""

    asks: ClassVar[Mapping[str, str]] = {
        "words": lazy("Please say what the file is needed for, and for which day."),
    }

    organization: str = Field(max_length=16)
    stage: Literal[Stage.collected, Stage.registered, Stage.claimed, Stage.delivered]
    purpose: Purpose
    words: str = Field(min_length=5, max_length=300)


class RefuseForm(Form):
    """Why not."""

    words: str = Field(min_length=2, max_length=300)


class TraceForm(Form):
    """A line, or several, of a file that turned up where it should not."""

    leaked: str = Field(min_length=4, max_length=20_000)
