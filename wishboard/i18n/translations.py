"""From the hand-kept .po files to the one .mo file that a process loads.

The build hook loads this file by its path, so it needs nothing but Babel.
"""

import io
import os
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent


def sources(locale: str = "zh") -> list[Path]:
    """The hand-kept files of a language, one for each feature."""
    return sorted((HERE / locale).glob("*.po"))


def merged(files: list[Path], locale: str = "zh") -> Catalog:
    """All files as one catalogue; of a message kept twice, the first file's words win."""
    catalog = Catalog(locale=locale, project="wishboard", fuzzy=False)
    for path in files:
        with path.open(encoding="utf-8") as stream:
            for message in read_po(stream, locale=locale, abort_invalid=True):
                if message.id and message.string and message.id not in catalog:
                    catalog[message.id] = message
    return catalog


def compile_catalog(locale: str = "zh") -> bytes:
    """The compiled catalogue, written beside the sources when one of them is newer.

    A wheel carries the compiled file alone. Where the folder is read-only the result is only used.
    """
    target = HERE / f"{locale}.mo"
    files = sources(locale)
    if target.exists():
        made = target.stat().st_mtime_ns
        if all(path.stat().st_mtime_ns <= made for path in files):
            return target.read_bytes()
    stream = io.BytesIO()
    write_mo(stream, merged(files, locale))
    compiled = stream.getvalue()
    _replace(target, compiled)
    return compiled


def load(locale: str) -> NullTranslations:
    """The translations of a language; English is written in the code itself."""
    if locale == "en":
        return NullTranslations()
    return GNUTranslations(io.BytesIO(compile_catalog(locale)))


def _replace(target: Path, content: bytes) -> None:
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)
