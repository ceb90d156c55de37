"""What is filled in about reports."""

from pydantic import Field

from wishboard.core.forms import Form


class MakeForm(Form):
    """A report of an area or an organization over a period, by their codes."""

    scope: str = Field(max_length=32)
    period: str = Field(max_length=8)
