"""What is filled in about a look-back."""

from datetime import date
from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator

from wishboard.core.forms import Form, Misfit
from wishboard.i18n import lazy
from wishboard.supervision.lookback.models import Content


class CampaignForm(Form):
    """Where and when was closed what is looked back on, and how many are drawn.

    Without a `seed` one is drawn; with the seed of another campaign the draw can be repeated.
    """

    asks: ClassVar = {
        "title": lazy("Please give it a name."),
        "area": lazy("Please choose the area."),
        "closed_from": lazy("Please choose a date."),
        "closed_until": lazy("Please choose a date."),
    }

    title: str = Field(min_length=2, max_length=60)
    area: str = Field(min_length=1, max_length=16)
    closed_from: date
    closed_until: date
    size_wishes: int = Field(default=20, ge=0, le=500)
    size_issues: int = Field(default=10, ge=0, le=500)
    seed: int | None = Field(default=None, ge=0, le=2_147_483_647)

    @field_validator("closed_until")
    @classmethod
    def _in_order(cls, until: date, others: ValidationInfo) -> date:
        since = others.data.get("closed_from")
        if since is not None and until < since:
            raise Misfit("closed_until", lazy("The end lies before the beginning."))
        return until


class CallbackForm(Form):
    """What a wisher said on the phone, or that nobody was reached."""

    reached: bool
    contacted: bool | None = None
    solved: bool | None = Field(default=None, validate_default=True)
    content: Content | None = Field(default=None, validate_default=True)
    words: str = Field(default="", max_length=600)

    @field_validator("solved", "content")
    @classmethod
    def _said(cls, said: object, others: ValidationInfo) -> object:
        if others.data.get("reached") and said is None:
            field = others.field_name or ""
            raise Misfit(field, lazy("Please write down what they said."))
        return said
