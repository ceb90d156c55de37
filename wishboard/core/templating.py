"""The one Jinja environment, and how values are shown on a page."""

from collections.abc import MutableMapping
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Macro
from markupsafe import Markup

from wishboard import i18n
from wishboard.core.assets import asset
from wishboard.core.clock import today
from wishboard.core.filled import BLANK
from wishboard.i18n import dates
from wishboard.settings import settings

PACKAGE = Path(__file__).parents[1]


def templates() -> Path:
    """The templates' folder: inside the package of a wheel, beside it in a working copy."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


class House(Environment):
    """An environment in which no template has globals of its own.

    So they are one plain dict, and to import macros costs a page nothing.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of every template."""
        assert not d
        return self.globals


class Compiled(FileSystemBytecodeCache):
    """Compiled templates in the data folder, so that the first page after a start is quick.

    Where nothing can be written, as on a full disk, or a file is broken, each process compiles for
    itself.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take one template's code, unless its file is broken."""
        try:
            super().load_bytecode(bucket)
        except Exception:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one template's code, if that is possible."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> Compiled | None:
    folder = settings().data_dir / "compiled"
    with suppress(OSError):
        folder.mkdir(exist_ok=True, mode=0o700)
    return Compiled(str(folder)) if folder.is_dir() else None


@cache
def environment() -> Environment:
    """The environment that every page, message and printed slip is made with."""
    made = House(
        bytecode_cache=_compiled(),
        loader=FileSystemLoader(templates()),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.newstyle_gettext = True  # type: ignore[attr-defined]
    made.globals.update(
        _=say,
        gettext=say,
        ngettext=say_number,
        asset=asset,
        blank=BLANK,
        fresh_key=fresh_key,
        kept=kept,
        language_tag=language_tag,
        settings=settings(),
        today=today,
    )
    made.filters.update(
        amount=dates.amount,
        date=dates.day,
        datetime=dates.moment,
        days_away=days_away,
        days_left=days_left,
        money=dates.money,
        masked_phone=masked_phone,
    )
    return made


def render(name: str, **context: Any) -> str:
    """A template's text with these values; raises UndefinedError for a value it lacks."""
    return environment().get_template(name).render(context)


def say(message: str, /, **values: Any) -> Markup:
    """A message in the reader's language, as markup; values are escaped."""
    if values:
        return Markup(i18n.gettext(message)) % values  # noqa: S704 - own words
    return _said(message, i18n.current_locale())


def say_number(one: str, many: str, n: int, /, **values: Any) -> Markup:
    """A message by number, as markup; the number is at hand as %(num)s."""
    return Markup(i18n.form_for(n, one, many)) % {"num": n, **values}  # noqa: S704 - own words


def kept(macro: Macro, *facts: Any) -> str:
    """What a macro makes of these facts, remembered for each language.

    For macros imported without context whose text follows from their arguments alone.
    """
    try:
        hash(facts)
    except TypeError:
        return macro(*facts)
    return _kept(macro, i18n.current_locale(), facts)


@lru_cache(maxsize=2048)
def _kept(macro: Macro, _locale: str, facts: tuple[Any, ...]) -> str:
    return macro(*facts)


@lru_cache(maxsize=4096)
def _said(message: str, _locale: str) -> Markup:
    return Markup(i18n.gettext(message).replace("%%", "%"))  # noqa: S704 - own words


def fresh_key() -> str:
    """A new key by which a form sent twice is known to be the same form."""
    return uuid4().hex


def language_tag() -> str:
    """The current language as `<html lang>` wants it."""
    return i18n.LANGUAGE_TAGS[i18n.current_locale()]


def days_away(value: date) -> str:
    """How far a date is from the city's today, in words."""
    return dates.days_away(value, today())


def days_left(value: date) -> str:
    """How a promised date stands on the city's today, in words."""
    return dates.days_left(value, today())


def masked_phone(number: str) -> str:
    """A telephone number with its middle hidden: 138****5678."""
    digits = number.strip()
    if len(digits) < 8:
        return "*" * max(len(digits) - 2, 0) + digits[-2:]
    return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
