"""What people fill in about an outcome."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from wishboard.core.forms import Form, Several
from wishboard.i18n import lazy
from wishboard.outcomes.models import PaidBy


class DeliverForm(Form):
    """What was done. Hours and photos are optional, beneficiaries default to the expected."""

    done: str = Field(min_length=2, max_length=600)
    paid_by: PaidBy = PaidBy.nobody
    reported: int = Field(default=1, ge=0, le=10_000_000)
    hours: float = Field(default=0, ge=0, le=1000)
    delivered_on: date | None = None
    participants: Annotated[list[str], Several] | None = None


class AnswerForm(Form):
    """The wisher's word. `somebody_else` says who should try when it is not done."""

    asks: ClassVar = {"done": lazy("Please say whether it is done.")}

    done: bool
    rating: int | None = Field(default=None, ge=1, le=5)
    words: str = Field(default="", max_length=600)
    praise: bool = False
    somebody_else: bool = False


class CloseForm(Form):
    """How many really benefited, as the keeper confirms it."""

    confirmed: int = Field(ge=0, le=10_000_000)


class ReopenForm(Form):
    """Why a closed wish is not done after all; the phone again if it was purged."""

    asks: ClassVar = {"reason": lazy("Please say what is not right.")}

    reason: str = Field(min_length=2, max_length=300)
    name: str = Field(default="", max_length=60)
    phone: str = Field(default="", max_length=30)
