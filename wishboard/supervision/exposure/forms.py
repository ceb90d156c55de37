"""What is filled in about an exposure."""

from typing import ClassVar

from pydantic import Field, field_validator

from wishboard.core.forms import CityMoment, Form, Misfit
from wishboard.i18n import lazy
from wishboard.supervision.exposure.models import Step


class ExposureForm(Form):
    """What the media showed, where it can be read, and who is responsible."""

    asks: ClassVar = {
        "title": lazy("Please say in one line what was shown."),
        "source": lazy("Please name the programme, paper or account."),
        "area": lazy("Please choose the area."),
        "organization": lazy("Please choose who is responsible."),
    }

    title: str = Field(min_length=4, max_length=60)
    words: str = Field(default="", max_length=600)
    source: str = Field(min_length=2, max_length=60)
    address: str = Field(default="", max_length=300)
    area: str = Field(min_length=1, max_length=16)
    organization: str = Field(min_length=1, max_length=16)
    issue: str = Field(default="", max_length=300)
    since: CityMoment | None = None

    @field_validator("address")
    @classmethod
    def _leads_to_the_web(cls, address: str) -> str:
        if address and not address.startswith(("https://", "http://")):
            raise Misfit("address", lazy("Please give an address that begins with https://."))
        return address


class StepForm(Form):
    """Which step was taken, and what is to be said about it."""

    step: Step
    words: str = Field(default="", max_length=600)
