"""What is filled in about a hot group."""

from typing import Annotated, ClassVar

from pydantic import Field

from wishboard.core.forms import Form, Several
from wishboard.i18n import lazy


class TickedForm(Form):
    """Some wishes of a group, by their public ids."""

    wishes: Annotated[list[str], Several] = Field(default_factory=list)


class IntoForm(Form):
    """The issue on its way to which wishes are sent up, by its public id."""

    asks: ClassVar = {"issue": lazy("Please choose the issue.")}

    issue: str = Field(min_length=1, max_length=16)
