"""What is filled in at the yearly look at an old problem."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from wishboard.core.forms import Form
from wishboard.i18n import lazy


class ReviewForm(Form):
    """Where it stands, for the public to read, and when to look again: a year from now if open."""

    asks: ClassVar = {"words": lazy("Please write where it stands; everybody reads it.")}

    words: str = Field(min_length=4, max_length=600)
    next_on: date | None = None
