"""What every form has in common, and the sentences for what does not fit."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from wishboard.core.clock import YEARS
from wishboard.core.refusals import Invalid
from wishboard.i18n import LazyText, lazy
from wishboard.settings import settings


class Form(BaseModel):
    """A form: unknown fields are ignored, texts are trimmed, an empty field counts as left out.

    `asks` are the sentences for fields that were left out, where a form has better ones.
    """

    asks: ClassVar[Mapping[str, str]] = {}
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, sent: Any) -> Any:
        """NUL is the one character that PostgreSQL does not store."""
        if not isinstance(sent, dict):
            return sent
        return {name: _without_nul(value) for name, value in sent.items()}

    @model_validator(mode="after")
    def _of_our_time(self) -> Self:
        for name, value in self:
            if isinstance(value, date) and value.year not in YEARS:
                raise Misfit(name, _FAR_OFF)
        return self


F = TypeVar("F", bound=Form)


def _without_nul(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_nul(one) for one in value]
    return value.replace("\x00", "") if isinstance(value, str) else value


def _in_city(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=settings().zone)


CityMoment = Annotated[datetime, AfterValidator(_in_city)]
"""A moment; without an offset it is meant in the city's time zone."""


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Several = BeforeValidator(_as_list)
"""For lists: a form that ticks one box sends one value, not a list."""

SENTENCES: dict[str, LazyText] = {
    "missing": lazy("Please fill this in."),
    "string_too_short": lazy("Please write at least %(min_length)s characters."),
    "string_too_long": lazy("Please shorten this to %(max_length)s characters."),
    "string_pattern_mismatch": lazy("This does not look right. Please check it."),
    "greater_than_equal": lazy("Please enter %(ge)s or more."),
    "less_than_equal": lazy("Please enter %(le)s or less."),
    "int_parsing": lazy("Please enter a whole number."),
    "float_parsing": lazy("Please enter a number."),
    "date_from_datetime_parsing": lazy("Please choose a date."),
    "date_parsing": lazy("Please choose a date."),
    "datetime_from_date_parsing": lazy("Please choose a date and a time."),
    "datetime_parsing": lazy("Please choose a date and a time."),
    "enum": lazy("Please choose one of the answers."),
    "literal_error": lazy("Please choose one of the answers."),
    "bool_parsing": lazy("Please choose yes or no."),
    "decimal_parsing": lazy("Please enter a number."),
}
_FAR_OFF = lazy("Please choose a day between 1900 and 2199.")
_OTHERWISE = lazy("This does not fit. Please check it.")


class Misfit(ValueError):
    """Raised by a form's own check: names the field and says what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


def read(form: type[F], sent: dict[str, Any]) -> F:
    """A form from what was sent. Raises Invalid with a sentence for each field."""
    given = {name: value for name, value in sent.items() if value not in ("", None)}
    try:
        return form.model_validate(given)
    except ValidationError as error:
        raise misfit(error.errors(), form.asks) from error


def misfit(errors: Iterable[ErrorDetails], asks: Mapping[str, str] | None = None) -> Invalid:
    """The refusal that explains each of pydantic's errors in a sentence."""
    return Invalid(dict(_explained(detail, asks or {}) for detail in errors))


def _explained(detail: ErrorDetails, asks: Mapping[str, str]) -> tuple[str, str]:
    context = detail.get("ctx") or {}
    own = context.get("error")
    if isinstance(own, Misfit):
        return own.field, str(own.sentence)
    field = str(detail["loc"][0]) if detail["loc"] else ""
    if detail["type"] == "missing" and field in asks:
        return field, str(asks[field])
    sentence = SENTENCES.get(detail["type"], _OTHERWISE)
    return field, str(sentence) % context
