"""The reader's language: Chinese unless they choose, or their browser asks for, English.

Messages are written in English in the code and looked up in `zh/*.po`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from gettext import NullTranslations
from typing import Any

from wishboard.i18n import translations

LOCALES = ("zh", "en")
DEFAULT = "zh"
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}

_locale: ContextVar[str] = ContextVar("locale", default=DEFAULT)


def current_locale() -> str:
    """The language of whoever is being answered, one of `LOCALES`."""
    return _locale.get()


def use_locale(locale: str) -> None:
    """Answer in this language from here on, in this task."""
    _locale.set(locale if locale in LOCALES else DEFAULT)


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Speak a language for a while, as to the reader of a message."""
    token = _locale.set(locale if locale in LOCALES else DEFAULT)
    try:
        yield
    finally:
        _locale.reset(token)


@lru_cache(maxsize=512)
def negotiate(choice: str | None, accept_language: str | None) -> str:
    """The language for a reader: what they chose, else the browser's first that is spoken here."""
    if choice in LOCALES:
        return choice
    for tag in _preferred(accept_language or ""):
        language = tag.partition("-")[0]
        if language in LOCALES:
            return language
    return DEFAULT


def gettext(message: str, /, **values: Any) -> str:
    """The message in the current language, its %(name)s places filled when values are given."""
    text = _translations(_locale.get()).gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, n: int, /, **values: Any) -> str:
    """As `gettext`, by number; the number itself is at hand as %(num)s."""
    return form_for(n, one, many) % {"num": n, **values}


def form_for(n: int, one: str, many: str) -> str:
    """The form of a message for a number, in the current language, its places still open."""
    return _translations(_locale.get()).ngettext(one, many, n)


class LazyText(str):
    """A message that is looked up when it is shown; as a key or in a comparison it is English."""

    __slots__ = ()

    def __str__(self) -> str:
        return gettext(self[:])

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __mod__(self, values: Any) -> str:
        filled: str = str(self) % values
        return filled


def lazy(message: str) -> LazyText:
    """Mark a message now and translate it whenever it is shown."""
    return LazyText(message)


@cache
def _translations(locale: str) -> NullTranslations:
    return translations.load(locale)


def _preferred(accept_language: str) -> list[str]:
    weighted: list[tuple[float, str]] = []
    for part in accept_language.lower().split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if tag and weight > 0:
            weighted.append((weight, tag))
    return [tag for _, tag in sorted(weighted, key=lambda pair: -pair[0])]
