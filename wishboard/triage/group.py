"""What the messages of a group have in common: their words, their places, their areas."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from math import sqrt
from typing import Self

from wishboard.triage.commonness import Commonness
from wishboard.triage.likeness import Likeness, explained
from wishboard.triage.messages import Message
from wishboard.triage.reading import Reading, Vector, read, vector
from wishboard.triage.whereabouts import DECIDING, strangers, telling_marks

MOST = 0.5
SOME = 0.1
"""The shares of members that make a mark the group's own, or one of those it uses."""

_DAY = 86_400


@dataclass(slots=True)
class Group:
    """Messages that belong together, and the sums they are recognized by."""

    keys: list[int] = field(default_factory=list)
    people: set[int | str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    first: datetime | None = None
    last: datetime | None = None
    _sums: dict[str, float] = field(default_factory=dict)
    _square: float = 0.0
    _marks: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @classmethod
    def of(cls, messages: Iterable[Message], common: Commonness) -> Self:
        """The group of these messages."""
        group = cls()
        for message in messages:
            group.add(message, common)
        return group

    def add(self, message: Message, common: Commonness) -> None:
        """Take in a message."""
        reading = read(message)
        for token, weight in vector(reading, common).items():
            before = self._sums.get(token, 0.0)
            self._sums[token] = before + weight
            self._square += weight * (2 * before + weight)
        for kind in DECIDING:
            self._marks[kind].update(telling_marks(reading, kind, common))
        self.keys.append(message.key)
        self.people.add(message.person)
        self.areas.add(message.area_path)
        self.first = min(self.first or message.at, message.at)
        self.last = max(self.last or message.at, message.at)

    def similarity(self, weights: Vector) -> float:
        """How like a message is to what the members have in common, from 0 to 1."""
        if not self._square:
            return 0.0
        common = sum(weight * self._sums.get(token, 0.0) for token, weight in weights.items())
        return min(1.0, common / sqrt(self._square))

    def likeness_to(self, reading: Reading, weights: Vector, score: float) -> Likeness:
        """Why a message with this score is like the members."""
        message = reading.message
        shared = {t: weight * self._sums[t] for t, weight in weights.items() if t in self._sums}
        own = {mark for kind in DECIDING for mark in self._own(kind) if mark in reading.counts}
        return explained(message, score, shared, own, self.days_until(message), apart=False)

    def apart(self, reading: Reading, common: Commonness) -> bool:
        """Whether a message speaks of another place than the members do."""
        members = len(self.keys)
        for kind in DECIDING:
            counted, own = self._marks[kind], self._own(kind)
            if not own:
                continue
            if any(mark in reading.counts for mark in own):
                return False
            told = telling_marks(reading, kind, common)
            if told and all(counted[mark] < SOME * members for mark in told):
                return True
        return bool(self.areas) and all(
            strangers(reading.message.area_path, area) for area in self.areas
        )

    def _own(self, kind: str) -> set[str]:
        """The marks of a kind that most members name."""
        enough = MOST * len(self.keys)
        return {mark for mark, times in self._marks[kind].items() if times >= enough}

    def days_until(self, message: Message) -> float:
        """Days between the latest member and a message; 0 when it lies before."""
        if self.last is None:
            return 0.0
        return max(0.0, (message.at - self.last).total_seconds() / _DAY)
