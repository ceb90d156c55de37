"""What is filled in about a credit in doubt."""

from typing import ClassVar, Self

from pydantic import Field, model_validator

from wishboard.core.forms import Form, Misfit
from wishboard.i18n import lazy


class DecideForm(Form):
    """Whether it counts; why not, where it does not."""

    asks: ClassVar = {"granted": lazy("Please choose one of the answers.")}

    granted: bool
    words: str = Field(default="", max_length=300)

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if not self.granted and not self.words:
            raise Misfit("words", lazy("Please give the reason."))
        return self
