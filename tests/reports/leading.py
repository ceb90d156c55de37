"""Looking for figures on a page that lead nowhere."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_FIGURE = re.compile(r"[+−-]?\d+(?:\.\d+)?%?")
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass
class Node:
    """An element of a page."""

    tag: str
    classes: frozenset[str] = frozenset()
    href: str = ""
    parent: "Node | None" = None
    parts: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, those of small notes left out."""
        said = (one if isinstance(one, str) else one.text for one in self.parts)
        return "" if self.tag == "small" else "".join(said).strip()

    def all(self, tag: str, of_class: str = "") -> list["Node"]:
        """The elements below it."""
        below = [one for one in self.parts if isinstance(one, Node)]
        found = [
            one for one in below if one.tag == tag and (not of_class or of_class in one.classes)
        ]
        return found + [deeper for one in below for deeper in one.all(tag, of_class)]

    @property
    def leads(self) -> bool:
        """Whether a link is in it."""
        return any(one.href for one in self.all("a"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top = self.at = Node("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = frozenset((given.get("class") or "").split())
        node = Node(tag, classes, given.get("href") or "", self.at)
        self.at.parts.append(node)
        if tag not in _VOID:
            self.at = node

    def handle_endtag(self, tag: str) -> None:
        node: Node | None = self.at
        while node is not None and node.tag != tag:
            node = node.parent
        if node is not None and node.parent is not None:
            self.at = node.parent

    def handle_data(self, data: str) -> None:
        self.at.parts.append(data)


def leading_nowhere(html: str) -> list[str]:
    """The figures of a page without a way to their rows, in words.

    A figure other than nought in a cell of numbers leads on by a link of its own, or its row's head
    does; one that stands large by itself has a link beside it.
    """
    reader = _Reader()
    reader.feed(html)
    lost = []
    for row in (row for body in reader.top.all("tbody") for row in body.all("tr")):
        head = any(one.leads for one in row.all("th"))
        for cell in row.all("td", "number"):
            if _is_figure(cell.text) and not cell.leads and not head:
                names = " ".join(one.text for one in row.all("th"))
                lost.append(f"{names}: {cell.text}")
    for stat in reader.top.all("div", "stat"):
        (number,) = stat.all("span", "stat-number")
        if _is_figure(number.text) and not stat.leads:
            lost.append(f"{stat.text}")
    return lost


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text)) and float(text.strip("+−-%")) != 0
