"""Quantities as they are filled in: a field for each kind, named by its code."""

import re
from decimal import Decimal
from typing import Any

from pydantic import Field, model_validator

from wishboard.core.forms import Form, Misfit
from wishboard.i18n import lazy

PREFIX = "quantity-"
_AMOUNT = re.compile(r"\d{1,12}(?:\.\d{1,2})?", re.ASCII)


class WithQuantities(Form):
    """A form with quantities: amounts by the codes of their kinds, sent as `quantity-<code>`."""

    quantities: dict[str, Decimal] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, sent: Any) -> Any:
        if not isinstance(sent, dict):
            return sent
        found = {
            name.removeprefix(PREFIX): _amount(name, value)
            for name, value in sent.items()
            if name.startswith(PREFIX) and value not in ("", None)
        }
        return sent | {"quantities": found} if found else sent


def _amount(field: str, sent: Any) -> Decimal:
    written = re.sub(r"[,，\s]", "", str(sent))
    if not _AMOUNT.fullmatch(written):
        raise Misfit(field, lazy("Please enter a number with two decimals at most."))
    return Decimal(written)
