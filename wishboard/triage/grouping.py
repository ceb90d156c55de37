"""Groups of messages about the same thing at the same place, formed as they arrive. Pure.

Each message joins the group it is most like, or founds one. It is compared with what the members
of a group have in common, so that a group's matter gets clearer with every member.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wishboard.triage.commonness import Commonness
from wishboard.triage.group import Group
from wishboard.triage.likeness import APART, Likeness, crowded, worth
from wishboard.triage.messages import Message
from wishboard.triage.reading import Reading, Vector, read, vector

SAME = 0.15
"""From this likeness to a group on a message joins it."""

WINDOW_DAYS = 365
"""A group that nobody has joined for so long is over; the next message founds a new one."""

SIGNATURE = 24
"""By so many of its most telling tokens a message is looked up."""

CANDIDATES = 40
"""So many groups at most are compared with a message: those that share most of its signature."""

MEMBERS_COMPARED = 60
"""The latest so many members say well enough what a group is about."""


@dataclass(frozen=True, slots=True)
class Match:
    """The group a message belongs to, and how like it is to what the members have in common."""

    group: int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Sought:
    """A group that may be about the same as a message: its members, its people, how likely."""

    keys: tuple[int, ...]
    people: frozenset[int | str]
    score: float


def signature(message: Message, common: Commonness) -> list[str]:
    """The tokens by which a message is found again, the most telling first."""
    weights = vector(read(message), common)
    return sorted(weights, key=lambda token: (-weights[token], token))[:SIGNATURE]


def joins(
    message: Message,
    groups: Mapping[int, Sequence[Message]],
    common: Commonness,
    never: Collection[int] = (),
) -> Match | None:
    """Which of some groups, given by their latest members, a message joins; None founds one.

    `never` are groups it was parted from by hand.
    """
    formed = {
        index: Group.of(members[-MEMBERS_COMPARED:], common)
        for index, members in groups.items()
        if members and index not in never
    }
    return best_of(message, formed, common)


def best_of(message: Message, groups: Mapping[int, Group], common: Commonness) -> Match | None:
    """The group a message is most like, if it is like enough; the oldest among equals."""
    reading = read(message)
    weights = vector(reading, common)
    best, most = None, SAME
    for index in sorted(groups):
        score = _score(groups[index], reading, weights, common, least=most)
        if score > most or (score == most and best is None):
            best, most = index, score
    if best is None:
        return None
    return Match(best, groups[best].likeness_to(reading, weights, most))


def _score(
    group: Group, reading: Reading, weights: Vector, common: Commonness, *, least: float
) -> float:
    """How like a message is to a group, over time and places; 0 when it cannot reach `least`."""
    days = group.days_until(reading.message)
    if days > WINDOW_DAYS:
        return 0.0
    score = group.similarity(weights) * worth(days)
    if score < least:
        return 0.0
    return score * APART if group.apart(reading, common) else score


class Grouping:
    """All groups of a town, formed in memory in the order in which messages arrive.

    `common` says how common tokens are; without it, that is learnt on the way. `never` are pairs
    of keys that a person has parted: they never meet in a group.
    """

    def __init__(
        self, common: Commonness | None = None, never: Iterable[tuple[int, int]] = ()
    ) -> None:
        self.groups: list[Group] = []
        self._learning = common is None
        self._common = common or Commonness()
        self._holding: dict[str, list[int]] = defaultdict(list)
        self._parted: dict[int, set[int]] = defaultdict(set)
        for one, other in never:
            self._parted[one].add(other)
            self._parted[other].add(one)

    def sought(self, message: Message) -> list[Sought]:
        """What somebody about to send a message is shown first: the likeliest equals, best first.

        Nothing is joined or learnt. Compare the scores with WORTH_SHOWING.
        """
        reading = read(message)
        weights = vector(reading, self._common)
        near = self._candidates(message, signature(message, self._common))
        found = [
            Sought(tuple(group.keys), frozenset(group.people), crowded(score, len(group.people)))
            for group in near.values()
            if (score := _score(group, reading, weights, self._common, least=0.0)) > 0
        ]
        return sorted(found, key=lambda one: (-one.score, one.keys))

    def add(self, message: Message) -> int:
        """Let a message join a group or found one; the group's index."""
        if self._learning:
            self._common.learn(read(message).counts)
        named = signature(message, self._common)
        found = best_of(message, self._candidates(message, named), self._common)
        index = found.group if found else self._found()
        self.take(message, index, named)
        return index

    def take(self, message: Message, index: int, named: Sequence[str] = ()) -> None:
        """Put a message into a group without asking, as a person decided or as it was before."""
        while len(self.groups) <= index:
            self._found()
        self.groups[index].add(message, self._common)
        for token in named or signature(message, self._common):
            holding = self._holding[token]
            if index not in holding[-1:]:
                holding.append(index)

    def _found(self) -> int:
        self.groups.append(Group())
        return len(self.groups) - 1

    def _candidates(self, message: Message, named: Sequence[str]) -> Mapping[int, Group]:
        parted = self._parted.get(message.key, set())
        shares: dict[int, int] = defaultdict(int)
        for token in named:
            for index in set(self._holding.get(token, ())):
                shares[index] += 1
        ranked = sorted(shares, key=lambda index: (-shares[index], -index))[:CANDIDATES]
        return {i: self.groups[i] for i in ranked if parted.isdisjoint(self.groups[i].keys)}


def grouped(messages: Iterable[Message], never: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
    """All groups of some messages, as lists of their keys: what the town says is learnt first."""
    ordered = sorted(messages, key=lambda message: (message.at, message.key))
    common = Commonness()
    for message in ordered:
        common.learn(read(message).counts)
    grouping = Grouping(common, never)
    for message in ordered:
        grouping.add(message)
    return [group.keys for group in grouping.groups]
