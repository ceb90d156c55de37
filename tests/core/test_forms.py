"""A form says what is wrong with each field, in a sentence."""

from datetime import UTC, date, datetime
from typing import Annotated

import pytest
from pydantic import Field, model_validator

from tests.deeds import refused
from wishboard.core.forms import CityMoment, Form, Misfit, Several, read
from wishboard.core.refusals import Invalid
from wishboard.wishes.stages import Lane


class Sample(Form):
    text: str = Field(min_length=4, max_length=10)
    count: int = Field(default=1, ge=1, le=5)
    hours: float = Field(default=0, ge=0, le=10)
    day: date | None = None
    at: CityMoment | None = None
    lane: Lane = Lane.individual
    agreed: bool = False
    ticked: Annotated[list[str], Several] = Field(default_factory=list)

    @model_validator(mode="after")
    def _agreed(self) -> "Sample":
        if self.count == 5 and not self.agreed:
            raise Misfit("agreed", "Please agree.")
        return self


def errors(**sent: object) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        read(Sample, {"text": "fits well"} | sent)
    return caught.value.errors


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"text": None}, "text", "请填写"),
        ({"text": "ab"}, "text", "4"),
        ({"text": "   ab   "}, "text", "4"),
        ({"text": "a" * 11}, "text", "10"),
        ({"text": ["two", "values"]}, "text", ""),
        ({"count": "0"}, "count", "1"),
        ({"count": "6"}, "count", "5"),
        ({"count": "many"}, "count", ""),
        ({"count": "1" * 5000}, "count", ""),
        ({"hours": "nan"}, "hours", ""),
        ({"hours": "inf"}, "hours", ""),
        ({"hours": "1e999"}, "hours", ""),
        ({"day": "tomorrow"}, "day", ""),
        ({"day": "2025-02-30"}, "day", ""),
        ({"day": "99999-01-01"}, "day", ""),
        ({"at": "noon"}, "at", ""),
        ({"lane": "fast"}, "lane", ""),
        ({"agreed": "perhaps"}, "agreed", ""),
    ],
)
def test_each_field_in_error_has_a_sentence(
    sent: dict[str, object], field: str, sentence: str
) -> None:
    found = errors(**sent)
    assert list(found) == [field]
    assert found[field] and "%(" not in found[field]
    assert sentence in found[field]


def test_a_forms_own_check_names_its_field() -> None:
    assert errors(count="5") == {"agreed": "Please agree."}


def test_several_fields_are_told_at_once() -> None:
    assert set(errors(text="", count="x", lane="?")) == {"text", "count", "lane"}


def test_what_fits_is_read_and_trimmed() -> None:
    form = read(
        Sample,
        {"text": "  台灯坏了  ", "count": "2", "day": "2025-11-21", "unknown": "ignored"},
    )
    assert (form.text, form.count, form.day) == ("台灯坏了", 2, date(2025, 11, 21))


def test_an_empty_field_counts_as_left_out() -> None:
    form = read(Sample, {"text": "fits well", "count": "", "day": "", "at": None})
    assert (form.count, form.day, form.at) == (1, None, None)


def test_one_ticked_box_is_a_list_too() -> None:
    assert read(Sample, {"text": "fits well", "ticked": "a"}).ticked == ["a"]
    assert read(Sample, {"text": "fits well", "ticked": ["a", "b"]}).ticked == ["a", "b"]


def test_a_moment_without_an_offset_is_meant_in_the_city() -> None:
    noon = read(Sample, {"text": "fits well", "at": "2025-11-21T12:00"}).at
    assert noon == datetime(2025, 11, 21, 4, 0, tzinfo=UTC)
    told = read(Sample, {"text": "fits well", "at": "2025-11-21T12:00+00:00"}).at
    assert told == datetime(2025, 11, 21, 12, 0, tzinfo=UTC)


def test_the_character_no_database_keeps_is_dropped() -> None:
    form = read(Sample, {"text": "台灯\x00坏了", "ticked": ["\x00a"]})
    assert (form.text, form.ticked) == ("台灯坏了", ["a"])
    assert list(errors(text="\x00" * 5)) == ["text"]


def test_half_a_character_is_refused() -> None:
    assert list(errors(text="灯\ud800灯灯灯")) == ["text"]


def test_the_refusal_is_known_to_programs() -> None:
    with refused("invalid"):
        read(Sample, {})
