"""What the code says, and what its translations say."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from wishboard.i18n.translations import sources

ROOT = Path(__file__).parents[2]
MARKS = {"_": None, "gettext": None, "lazy": None, "ngettext": (1, 2)}
PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")

Words = str | tuple[str, ...]


def said() -> dict[Words, str]:
    """Every message in templates and code, with the first place it stands in."""
    found: dict[Words, str] = {}
    for folder, method in (("templates", "jinja2"), ("wishboard", "python")):
        pattern = "**.html" if method == "jinja2" else "**.py"
        for name, line, words, *_ in extract_from_dir(
            ROOT / folder,
            method_map=[("**.txt", "jinja2"), (pattern, method)],
            options_map={
                "**.html": {"silent": "false", "trimmed": "true", "newstyle_gettext": "true"}
            },
            keywords=MARKS,
        ):
            found.setdefault(words, f"{folder}/{name}:{line}")
    return found


def kept(path: Path) -> Iterator[Message]:
    """The messages of one hand-kept file."""
    with path.open(encoding="utf-8") as stream:
        yield from (one for one in read_po(stream, abort_invalid=True) if one.id)


def translated() -> dict[Words, list[tuple[Path, Message]]]:
    """Every message of every hand-kept file, with the files it stands in."""
    found: dict[Words, list[tuple[Path, Message]]] = defaultdict(list)
    for path in sources():
        for message in kept(path):
            found[words_of(message)].append((path, message))
    return found


def words_of(message: Message) -> Words:
    """The English of a message, a pair where it counts something."""
    return message.id if isinstance(message.id, str) else tuple(message.id)


def chinese(message: Message) -> str:
    """The Chinese of a message; Chinese has one form for all numbers."""
    return message.string if isinstance(message.string, str) else "".join(message.string or ())


def places(words: str) -> set[str]:
    """The names of the places that values are put into."""
    return {name or braced for name, braced in PLACES.findall(words)}


def entry(words: Words) -> str:
    """A message as it should stand in a .po file, to copy from a failing test."""
    if isinstance(words, str):
        return f'msgid "{words}"\nmsgstr ""\n'
    return f'msgid "{words[0]}"\nmsgid_plural "{words[1]}"\nmsgstr[0] ""\n'
