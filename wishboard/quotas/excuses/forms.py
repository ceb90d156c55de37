"""What is filled in for an excuse."""

from datetime import date
from typing import Any, Self

from pydantic import Field, model_validator

from wishboard.core.forms import Form, Misfit
from wishboard.i18n import lazy
from wishboard.quotas.excuses.models import ExcuseCode


class ExcuseForm(Form):
    """Why a member is excused, and for how long."""

    code: ExcuseCode
    since: date
    until: date | None = None
    words: str = Field(default="", max_length=300)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise Misfit("until", lazy("This day lies before the first."))
        if self.code is ExcuseCode.other and not self.words:
            raise Misfit("words", lazy("Please say what the reason is."))
        return self

    def values(self) -> dict[str, Any]:
        """As the columns of an excuse."""
        return self.model_dump()
