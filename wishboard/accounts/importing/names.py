"""Names in a tree: what stands in a table is found with as much of the path as it takes."""

from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from wishboard.accounts.trees import ancestry
from wishboard.core.tokens import plain

_MOST_SHOWN = 4


class Node(Protocol):
    """An area or an organization."""

    name: str
    path: str
    public_id: str

    @property
    def key(self) -> int: ...


N = TypeVar("N", bound=Node)


class Names(Generic[N]):
    """The nodes of a tree, at hand for many rows."""

    def __init__(self, known: Iterable[N]) -> None:
        self.nodes = {node.key: node for node in known}
        self._exactly: dict[str, list[N]] = {}

    def add(self, node: N) -> None:
        """Know one more node from now on."""
        self.nodes[node.key] = node
        self._exactly.clear()

    def exactly(self, words: str) -> list[N]:
        """The nodes that the words name from end to end, alone or behind what is above them."""
        if words not in self._exactly:
            self._exactly[words] = self._look_up(words)
        return self._exactly[words]

    def named_in(self, words: str, called: Callable[[str], str]) -> list[tuple[int, N]]:
        """The nodes named somewhere in the words, fullest first, with the letters they cover."""
        text = bare(words)
        said = {
            key: len(name)
            for key, node in self.nodes.items()
            if (name := called(node.name)) and name in text
        }
        scores = [
            (sum(said.get(above, 0) for above in ancestry(self.nodes[key].path)), key)
            for key in said
        ]
        return [(score, self.nodes[key]) for score, key in sorted(scores, reverse=True)]

    def listed(self, these: Iterable[N]) -> str:
        """Some nodes with what is right above them, to choose from."""
        full = ["".join(self.nodes[key].name for key in ancestry(n.path)[-2:]) for n in these]
        return "、".join(full[:_MOST_SHOWN]) + ("…" if len(full) > _MOST_SHOWN else "")

    def _look_up(self, words: str) -> list[N]:
        text = bare(words)
        alone = [n for n in self.nodes.values() if bare(n.name) == text or n.public_id == words]
        if alone or not text:
            return alone
        covering = (node for score, node in self.named_in(words, bare) if score == len(text))
        return [node for node in covering if text.endswith(bare(node.name))]


def bare(words: str) -> str:
    """A name as it is compared: folded, without spaces and signs."""
    return "".join(c for c in plain(words) if c.isalnum())
