"""What is filled in about the ladder."""

from typing import ClassVar

from pydantic import Field

from wishboard.core.forms import Form
from wishboard.i18n import lazy
from wishboard.supervision.ladder.models import Colour


class RungForm(Form):
    """Who supervises on a rung, after how many working days over the date, in which colour."""

    name: str = Field(min_length=2, max_length=60)
    name_en: str = Field(min_length=2, max_length=80)
    days: int = Field(ge=1, le=250)
    colour: Colour
    used: bool = False


class ClimbForm(Form):
    """Why an issue climbs a rung by hand; the body responsible reads it."""

    asks: ClassVar = {"reason": lazy("Please give the reason.")}

    reason: str = Field(min_length=4, max_length=600)


class AnswerNoticeForm(Form):
    """What the body responsible answers to a supervision notice."""

    asks: ClassVar = {"answer": lazy("Please write your answer.")}

    answer: str = Field(min_length=4, max_length=600)


class SendBackForm(Form):
    """Why what was reported as solved is not done; the body responsible reads it."""

    asks: ClassVar = {"reason": lazy("Please give the reason.")}

    reason: str = Field(min_length=4, max_length=600)
