"""What is filled in about certificates."""

from datetime import date
from typing import ClassVar, Self

from pydantic import Field, model_validator

from wishboard.certificates.models import Revocation
from wishboard.core.clock import today
from wishboard.core.forms import Form, Misfit
from wishboard.i18n import lazy


class AskForm(Form):
    """From when to when, of which organization; the end of one's identity number if one likes."""

    asks: ClassVar = {"issuer": lazy("Please choose an organization from the list.")}

    since: date
    until: date
    issuer: str = Field(min_length=1, max_length=16)
    hint: str = Field(default="", pattern=r"^([0-9A-Za-z]{4})?$")

    @model_validator(mode="after")
    def _past(self) -> Self:
        if self.until < self.since:
            raise Misfit("until", lazy("This day lies before the first."))
        if self.until > today():
            raise Misfit("until", lazy("Please choose a day up to today."))
        return self


class RefuseForm(Form):
    """Why a certificate is not issued, for who asked."""

    asks: ClassVar = {"words": lazy("Please give the reason.")}

    words: str = Field(min_length=2, max_length=300)


class RevokeForm(Form):
    """Why a certificate does not hold any more, for everybody who checks it."""

    reason: Revocation
    words: str = Field(default="", max_length=300)

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.reason is Revocation.other and not self.words:
            raise Misfit("words", lazy("Please say what the reason is."))
        return self
