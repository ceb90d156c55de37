"""Days and moments as people write them in tables, read in the city's time."""

import re
from datetime import UTC, date, datetime, timedelta

from wishboard.core.clock import YEARS
from wishboard.settings import settings

_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAY = re.compile(r"\d{5}(\.\d+)?")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*(?:[-/.月]\s*(\d{1,2}))?\s*[日号]?")
_SOLID_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_TIME = re.compile(
    r"(上午|下午|晚上|中午|凌晨|AM|PM)?\s*(\d{1,2})\s*[:时点]\s*(\d{1,2})?\s*分?(?:[:\s]*(\d{1,2}))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(Z|[+-]\d{2}:?\d{2})$")
_AFTER_NOON = {"下午", "晚上", "pm"}


class NoMoment(ValueError):
    """A text in which no day can be read."""


def read_moment(text: str) -> datetime:
    """The moment a text names, in UTC; noon when it names a day only.

    Knows ISO 8601, `2024/3/1 9:05`, `2024年3月1日下午3点`, `20240301`, `2024.3` (its first day) and
    the day numbers of Excel. Without an offset the city's time is meant. Raises NoMoment.
    """
    text = text.strip()
    if _EXCEL_DAY.fullmatch(text):
        return _city(_excel_day(text))
    found = _SOLID_DAY.match(text) or _DAY.match(text)
    if found is None:
        raise NoMoment(text)
    rest = text[found.end() :].strip(" T,，")
    try:
        year, month, number = (int(part or 1) for part in found.groups())
        if year not in YEARS:
            raise NoMoment(text)
        day = datetime(year, month, number)  # noqa: DTZ001 - the city's time is added below
        offset = _OFFSET.search(rest)
        if offset and _TIME.match(rest):
            return datetime.fromisoformat(f"{day:%Y-%m-%d}T{rest}").astimezone(UTC)
        return _city(_with_time(day, rest))
    except ValueError as error:
        raise NoMoment(text) from error


def read_day(text: str) -> date:
    """The day a text names, in the city. Raises NoMoment."""
    return read_moment(text).astimezone(settings().zone).date()


def _with_time(day: datetime, rest: str) -> datetime:
    found = _TIME.match(rest)
    if found is None:
        return day.replace(hour=12)
    half, hour, minute, second = found.groups()
    hours = int(hour)
    if half and half.lower() in _AFTER_NOON and hours < 12:
        hours += 12
    return day.replace(hour=hours, minute=int(minute or 0), second=int(second or 0))


def _excel_day(text: str) -> datetime:
    whole, _, part = text.partition(".")
    day = datetime.combine(_EXCEL_EPOCH + timedelta(days=int(whole)), datetime.min.time())
    seconds = round(float(f"0.{part or 5}") * 86_400)
    return day + timedelta(seconds=seconds)


def _city(moment: datetime) -> datetime:
    return moment.replace(tzinfo=settings().zone).astimezone(UTC)
