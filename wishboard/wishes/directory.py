"""Names of areas and categories, remembered by each process for half a minute."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import NamedTuple

from wishboard.core.hot import hot_rows
from wishboard.core.recent import Recent
from wishboard.i18n import current_locale

GOOD_FOR = 30
"""Seconds after which names are read again."""
MANY = 60
"""More choices than these are shown as far as somebody has gone down the tree."""

_AREAS = """
SELECT id, public_id AS code, name, name_en, parent_id, path, level = 'grid' AS leaf
  FROM area ORDER BY id
"""
_CATEGORIES = """
SELECT id, slug AS code, name, name_en, parent_id,
       coalesce(nullif(path, ''), slug) || '/' AS path, false AS leaf
  FROM category WHERE NOT retired ORDER BY position, path, id
"""
_edition = count(1)


class Node(NamedTuple):
    """One area or category. `code` names it in addresses; a leaf is only offered by its parent."""

    key: int
    code: str
    name: str
    name_en: str
    parent: int | None
    path: str
    leaf: bool

    @property
    def shown(self) -> str:
        """Its name in the reader's language."""
        return self.name_en if self.name_en and current_locale() == "en" else self.name


class Tree:
    """Areas or categories by their key and by their code."""

    def __init__(self, nodes: list[Node]) -> None:
        self.listed = nodes
        self.nodes = {node.key: node for node in nodes}
        self.codes = {node.code: node for node in self.nodes.values()}
        self._choices: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}

    @cached_property
    def many(self) -> bool:
        """Whether there are too many to offer them all."""
        return sum(not node.leaf for node in self.nodes.values()) > MANY

    def name(self, key: int | None) -> str:
        """A name in the reader's language; a leaf's behind its parent's."""
        node = self.nodes.get(key or 0)
        if node is None:
            return ""
        above = self.nodes.get(node.parent or 0)
        return f"{above.shown} {node.shown}" if node.leaf and above else node.shown

    def within(self, code: str) -> list[int]:
        """The keys of a node and of everything below it; none for a code nobody knows."""
        top = self.codes.get(code)
        if top is None:
            return []
        return [key for key, node in self.nodes.items() if node.path.startswith(top.path)]

    def choices(self, chosen: str = "") -> tuple[tuple[str, str], ...]:
        """What a filter offers, as codes and indented names: the same object for the same choice.

        In a large tree these are the upper two ranks and the surroundings of what is chosen.
        """
        asked = (current_locale(), chosen if chosen in self.codes else "")
        if asked not in self._choices:
            self._choices[asked] = tuple(self._offered(self.codes.get(chosen)))
        return self._choices[asked]

    def _offered(self, chosen: Node | None) -> Iterable[tuple[str, str]]:
        top = self._only_root()
        for node in self._in_order():
            rank = self._rank(node) - (top is not None)
            if rank >= 0 and self._is_offered(node, rank, chosen):
                yield node.code, "　" * rank + node.shown

    def _is_offered(self, node: Node, rank: int, chosen: Node | None) -> bool:
        near = chosen is not None and (
            node.parent in (chosen.key, chosen.parent) or chosen.path.startswith(node.path)
        )
        return near or (not node.leaf and (rank < 1 or not self.many))

    def _in_order(self) -> Iterable[Node]:
        below: dict[int | None, list[Node]] = {}
        for node in self.nodes.values():
            below.setdefault(node.parent if node.parent in self.nodes else None, []).append(node)
        waiting = below.get(None, [])[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += below.get(node.key, [])[::-1]

    def _rank(self, node: Node) -> int:
        rank = 0
        while (above := self.nodes.get(node.parent or 0)) is not None:
            node, rank = above, rank + 1
        return rank

    def _only_root(self) -> Node | None:
        roots = [node for node in self.nodes.values() if node.parent not in self.nodes]
        return roots[0] if len(roots) == 1 and len(self.nodes) > 1 else None


@dataclass(frozen=True, eq=False, slots=True)
class Directory:
    """The town's areas and categories. The edition is another one whenever a name has changed."""

    areas: Tree
    categories: Tree
    edition: int

    def knows(self, areas: Collection[int], categories: Collection[int]) -> bool:
        """Whether all of these are in it."""
        return self.areas.nodes.keys() >= set(areas) and self.categories.nodes.keys() >= set(
            categories
        )


_recent: Recent[str, Directory] = Recent(GOOD_FOR, most=1)
_last: list[Directory] = []


async def directory() -> Directory:
    """The directory as it was read in the last half minute."""
    return await _recent.get("", _read)


async def fresh_directory() -> Directory:
    """The directory as it is now, for a name that is not in the one at hand."""
    _recent.forget()
    return await directory()


async def _read() -> Directory:
    areas = [Node(*row) for row in await hot_rows(_AREAS, {})]
    categories = [Node(*row) for row in await hot_rows(_CATEGORIES, {})]
    if _last and areas == _last[0].areas.listed and categories == _last[0].categories.listed:
        return _last[0]
    _last[:] = [Directory(Tree(areas), Tree(categories), next(_edition))]
    return _last[0]
