"""Dates, times and money as people read them. Formatted once and remembered."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from wishboard.i18n import current_locale, gettext, lazy, ngettext
from wishboard.settings import settings

_BABEL = {"zh": "zh_Hans_CN", "en": "en_GB"}
_PATTERNS = {
    ("zh", "day"): "y年M月d日",
    ("en", "day"): "d MMM y",
    ("zh", "weekday"): "M月d日 EEEE",
    ("en", "weekday"): "EEEE, d MMMM",
    ("zh", "short"): "M月d日",
    ("en", "short"): "d MMM",
    ("zh", "tick"): "M/d",
    ("en", "tick"): "d MMM",
    ("zh", "month"): "M月",
    ("en", "month"): "MMM",
    ("zh", "year"): "y年",
    ("en", "year"): "y",
    ("zh", "appointment"): "M月d日 EEE HH:mm",
    ("en", "appointment"): "EEE d MMM, HH:mm",
    ("zh", "moment"): "y年M月d日 HH:mm",
    ("en", "moment"): "d MMM y, HH:mm",
}

_NEAR = {-1: lazy("yesterday"), 0: lazy("today"), 1: lazy("tomorrow")}


def day(value: date, style: str = "day") -> str:
    """A date, as 2025年11月21日; the other styles say less.

    A moment is its city date.
    """
    if isinstance(value, datetime):
        value = value.astimezone(settings().zone).date()
    return _day(value, style, current_locale())


def moment(value: datetime, style: str = "moment") -> str:
    """A moment to the minute, in the city's time zone; an `appointment` has a weekday, no year."""
    return _moment(value.replace(second=0, microsecond=0), style, current_locale())


def days_away(value: date, today: date) -> str:
    """How far a date is from today: 还有3天, 明天, 今天, 昨天, 3天前."""
    distance = (value - today).days
    if distance in (-1, 0, 1):
        return str(_NEAR[distance])
    if distance > 0:
        return ngettext("in %(num)s day", "in %(num)s days", distance)
    return ngettext("%(num)s day ago", "%(num)s days ago", -distance)


def days_left(value: date, today: date) -> str:
    """How a promise stands today: 还有3天, 今天到期, 已逾期2天."""
    distance = (value - today).days
    if distance > 0:
        return ngettext("%(num)s day left", "%(num)s days left", distance)
    if distance == 0:
        return gettext("due today")
    return ngettext("%(num)s day late", "%(num)s days late", -distance)


def amount(value: Decimal | int | None) -> str:
    """An amount without idle zeros; a dash where nothing was said."""
    return "—" if value is None else f"{Decimal(value).normalize():f}"


def money(yuan: float) -> str:
    """An amount in yuan, as ¥1,200; cents only where there are any."""
    return f"¥{_decimal(yuan, current_locale())}"


@lru_cache(maxsize=4096)
def _day(value: date, style: str, locale: str) -> str:
    return format_date(value, _PATTERNS[locale, style], locale=_BABEL[locale])


@lru_cache(maxsize=4096)
def _moment(value: datetime, style: str, locale: str) -> str:
    pattern = _PATTERNS[locale, style]
    return format_datetime(value, pattern, tzinfo=settings().zone, locale=_BABEL[locale])


@lru_cache(maxsize=1024)
def _decimal(value: float, locale: str) -> str:
    pattern = "#,##0" if value == int(value) else "#,##0.00"
    return format_decimal(value, pattern, locale=_BABEL[locale])
