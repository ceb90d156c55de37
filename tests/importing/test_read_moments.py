"""Days and moments as people write them."""

from datetime import UTC, date, datetime

import pytest

from wishboard.core.moments import NoMoment, read_day, read_moment


def city(*parts: int) -> datetime:
    """A moment of the city's clock, in UTC."""
    from wishboard.settings import settings  # noqa: PLC0415

    return datetime(*parts, tzinfo=settings().zone).astimezone(UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-02-28T11:25:05", city(2019, 2, 28, 11, 25, 5)),
        ("2019-02-28T11:25:05Z", datetime(2019, 2, 28, 11, 25, 5, tzinfo=UTC)),
        ("2019-02-28T11:25:05+08:00", city(2019, 2, 28, 11, 25, 5)),
        ("2019/2/8 9:05", city(2019, 2, 8, 9, 5)),
        ("2019.2.8", city(2019, 2, 8, 12)),
        ("2019年2月8日", city(2019, 2, 8, 12)),
        ("2019年2月8日下午3点", city(2019, 2, 8, 15)),
        ("2019年2月8日 上午9时30分", city(2019, 2, 8, 9, 30)),
        ("2019年2月", city(2019, 2, 1, 12)),
        ("20190208", city(2019, 2, 8, 12)),
        ("43504", city(2019, 2, 8, 12)),
        ("43504.5", city(2019, 2, 8, 12)),
        ("43504.25", city(2019, 2, 8, 6)),
        (" 2019-02-08 ", city(2019, 2, 8, 12)),
    ],
)
def test_a_moment_is_read(text: str, moment: datetime) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize("text", ["", "昨天", "2019-13-01", "2019-02-30", "38", "25:00", "1-2-3"])
def test_what_names_no_day_is_refused(text: str) -> None:
    with pytest.raises(NoMoment):
        read_moment(text)


def test_a_day_is_the_citys_day() -> None:
    assert read_day("2019-02-28T20:00:00Z") == date(2019, 3, 1)
