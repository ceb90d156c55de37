"""What people fill in about a wish."""

import re
from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator

from wishboard.core.forms import CityMoment, Form, Misfit, Several
from wishboard.i18n import lazy
from wishboard.wishes.stages import Channel, Lane, Risk

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]

_PHONE = re.compile(r"[+\d][\d\s()-]{4,}")


def _can_be_called(phone: str) -> str:
    if not _PHONE.fullmatch(phone):
        raise Misfit("phone", lazy("This phone number does not look right. Please check it."))
    return phone


def _can_be_reached(agreed: bool) -> bool:
    if not agreed:
        raise Misfit(
            "may_contact",
            lazy("Without this nobody can reach you. Please agree to be contacted."),
        )
    return agreed


Phone = Annotated[str, AfterValidator(_can_be_called)]
"""A phone number as somebody wrote it down."""

Agreed = Annotated[bool, AfterValidator(_can_be_reached)]
"""The consent to be contacted, without which there is no wish."""


class CollectForm(Form):
    """A wish as a resident or a collector writes it down."""

    asks: ClassVar = {
        "text": lazy("Please write what is wished for."),
        "area": lazy("Please choose the community."),
        "name": lazy("Please write a name."),
        "phone": lazy("Please write a phone number."),
    }

    text: str = Field(min_length=4, max_length=2000)
    title: str = Field(default="", max_length=60)
    area: str = Field(min_length=1, max_length=16)
    name: str = Field(min_length=1, max_length=60)
    phone: Phone = Field(max_length=30)
    address: Line = ""
    circumstances: str = Field(default="", max_length=300)
    channel: Channel = Channel.web
    may_contact: Agreed = Field(default=False, validate_default=True)
    may_publish: bool = False
    may_photograph: bool = False
    for_minor: bool = False
    guardian: str = Field(default="", max_length=60, validate_default=True)

    @field_validator("guardian")
    @classmethod
    def _is_guarded(cls, guardian: str, others: ValidationInfo) -> str:
        if others.data.get("for_minor") and not guardian:
            raise Misfit("guardian", lazy("Please name the guardian who agrees."))
        return guardian


class RegisterForm(Form):
    """What the keeper decides about a collected wish."""

    title: str = Field(min_length=2, max_length=60)
    summary: str = Field(min_length=2, max_length=600)
    category: str = Field(min_length=1, max_length=80)
    lane: Lane = Lane.individual
    places: int = Field(default=1, ge=1, le=500)
    expected: int = Field(default=1, ge=0, le=10_000_000)
    worth: int = Field(default=0, ge=0, le=1_000_000)
    risks: Annotated[list[Risk], Several] = Field(default_factory=list)
    opens_at: CityMoment | None = None
    draw: bool = False


class TaskForm(Form):
    """A community task with one shift."""

    title: str = Field(min_length=2, max_length=60)
    summary: str = Field(min_length=2, max_length=600)
    category: str = Field(min_length=1, max_length=80)
    area: str = Field(min_length=1, max_length=16)
    host: str = Field(min_length=1, max_length=16)
    places: int = Field(ge=1, le=500)
    expected: int = Field(default=1, ge=0, le=10_000_000)
    day: date
    starts: Annotated[str, StringConstraints(pattern=r"^\d{1,2}:\d{2}$")]
    ends: Annotated[str, StringConstraints(pattern=r"^\d{1,2}:\d{2}$")]
    meeting_point: str = Field(min_length=2, max_length=120)
    bring: str = Field(default="", max_length=200)
    risks: Annotated[list[Risk], Several] = Field(default_factory=list)
