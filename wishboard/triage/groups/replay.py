"""What the sweep does, in memory: wishes arrive one after the other and find their groups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wishboard.triage.commonness import Commonness
from wishboard.triage.grouping import CANDIDATES, MEMBERS_COMPARED, signature
from wishboard.triage.groups.finding import marks_of
from wishboard.triage.groups.judging import Verdict, judge
from wishboard.triage.groups.known import knowing_nothing
from wishboard.triage.groups.reading import KEPT
from wishboard.triage.messages import Message
from wishboard.triage.reading import read


@dataclass(frozen=True, slots=True)
class Said:
    """What people have said: which wishes stay alone, and from which others each was set apart."""

    alone: frozenset[int]
    apart: Mapping[int, set[int]]


@dataclass(slots=True)
class Replay:
    """Groups formed anew, by their first wishes, with what is to be stored of each wish."""

    said: Said
    common: Commonness = field(default_factory=knowing_nothing)
    founders: dict[int, int] = field(default_factory=dict)
    groups: dict[int, list[Message]] = field(default_factory=dict)
    seen: dict[int, tuple[Message, list[int], Verdict | None]] = field(default_factory=dict)
    _holding: dict[int, list[Message]] = field(default_factory=lambda: defaultdict(list))

    def add(self, message: Message) -> None:
        """Let a wish arrive."""
        self.common.learn(read(message).counts)
        marks = marks_of(signature(message, self.common))
        verdict = None
        if message.key not in self.said.alone:
            likely = self._likely(message, marks)
            verdict = judge(message, likely, self.common, never=self._barred(message.key))
        founder = verdict.founder if verdict else message.key
        self.founders[message.key] = founder
        self.groups.setdefault(founder, []).append(message)
        self.seen[message.key] = (message, marks, verdict)
        if message.key not in self.said.alone:
            for mark in marks:
                self._holding[mark].append(message)

    def _likely(self, message: Message, marks: Iterable[int]) -> dict[int, Sequence[Message]]:
        shares: dict[int, set[int]] = defaultdict(set)
        for mark in marks:
            for one in self._holding[mark]:
                if abs(message.at - one.at) <= KEPT:
                    shares[self.founders[one.key]].add(mark)
        ranked = sorted(shares, key=lambda founder: (-len(shares[founder]), -founder))
        return {founder: self._latest(founder, message) for founder in ranked[:CANDIDATES]}

    def _latest(self, founder: int, message: Message) -> Sequence[Message]:
        near = [one for one in self.groups[founder] if abs(message.at - one.at) <= KEPT]
        return sorted(near, key=lambda one: (one.at, one.key))[-MEMBERS_COMPARED:]

    def _barred(self, key: int) -> set[int]:
        apart = self.said.apart.get(key, set())
        return {self.founders[other] for other in apart if other in self.founders}
