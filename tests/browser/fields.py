"""The forms of a page, as a script reads them that fills every field."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

WRITTEN = {"text", "search", "tel", "url", "email", ""}
"""Kinds of inputs into which people write what they like."""


@dataclass
class Sheet:
    """One form: where it is sent, what it holds by itself, and where something can be written."""

    action: str
    given: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def filled(self, words: Iterator[str]) -> dict[str, str]:
        """What is sent when the next words are written into every field."""
        return self.given | {name: next(words) for name in self.written}


class Forms(HTMLParser):
    """Collects the forms of a page that are sent by POST."""

    def __init__(self, page: str, path: str) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self._path = path
        self._open: Sheet | None = None
        self._choice = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a form or of something in one."""
        known = {name: value or "" for name, value in attrs}
        if tag == "form" and known.get("method", "").lower() == "post":
            self._open = Sheet(known.get("action") or self._path)
            self.sheets.append(self._open)
        elif self._open is not None:
            self._note(self._open, tag, known)

    def handle_endtag(self, tag: str) -> None:
        """A form ends."""
        if tag == "form":
            self._open = None

    def _note(self, sheet: Sheet, tag: str, known: dict[str, str]) -> None:
        name, kind = known.get("name", ""), known.get("type", "")
        if tag == "select":
            self._choice = name
        elif tag == "option" and self._choice and known.get("value"):
            sheet.given.setdefault(self._choice, known["value"])
        elif name and (tag == "textarea" or (tag == "input" and kind in WRITTEN)):
            sheet.written.append(name)
        elif name and tag in ("input", "button") and kind != "file":
            sheet.given.setdefault(name, known.get("value", "yes"))
