"""From counts to rates, scores, ranks and groups. Pure, and exact: nothing is rounded before print.

With D the newest valid answers and call-backs: response = contacted / D, resolution = solved / D,
satisfaction = (satisfied + f × fairly satisfied) / D. The score adds them up by their weights.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, Protocol

NOTHING_TO_SAY = "—"
_NOUGHT = Fraction(0)


class Rule(Protocol):
    """How rates become a score and a rank; see `models.RateRule`."""

    @property
    def response(self) -> int: ...
    @property
    def resolution(self) -> int: ...
    @property
    def satisfaction(self) -> int: ...
    @property
    def fairly(self) -> int: ...
    @property
    def minimum(self) -> int: ...
    @property
    def best_count(self) -> int: ...
    @property
    def best_least(self) -> int: ...
    @property
    def improved_count(self) -> int: ...
    @property
    def improved_least(self) -> int: ...
    @property
    def poor_count(self) -> int: ...
    @property
    def poor_below(self) -> int: ...
    @property
    def volume_count(self) -> int: ...


class Terms(NamedTuple):
    """A rule as plain numbers: what is asked a thousand times is asked of these."""

    response: int
    resolution: int
    satisfaction: int
    fairly: int
    minimum: int
    best_count: int
    best_least: int
    improved_count: int
    improved_least: int
    poor_count: int
    poor_below: int
    volume_count: int


def terms_of(rule: Rule) -> Terms:
    """The numbers of a rule."""
    return Terms(*(getattr(rule, name) for name in Terms._fields))


class Counts(NamedTuple):
    """How many were heard (D), and of these contacted, solved, satisfied, fairly satisfied."""

    heard: int = 0
    contacted: int = 0
    solved: int = 0
    satisfied: int = 0
    fairly: int = 0

    def without(self, out: "Counts") -> "Counts":
        """What is left when some are taken out."""
        return Counts(
            self.heard - out.heard,
            self.contacted - out.contacted,
            self.solved - out.solved,
            self.satisfied - out.satisfied,
            self.fairly - out.fairly,
        )

    def content(self, rule: Rule) -> int:
        """A hundred times the satisfied ones, with the fairly satisfied at their part."""
        return 100 * self.satisfied + rule.fairly * self.fairly

    def score(self, rule: Rule) -> Fraction | None:
        """The score in points of a hundred; None when nobody was heard."""
        if not self.heard:
            return None
        shares = rule.response * self.contacted + rule.resolution * self.solved
        return Fraction(100 * shares + rule.satisfaction * self.content(rule), 100 * self.heard)

    def response(self) -> str:
        """The share of those who were contacted."""
        return percent(self.contacted, self.heard)

    def resolution(self) -> str:
        """The share of those who say that it is solved."""
        return percent(self.solved, self.heard)

    def satisfaction(self, rule: Rule) -> str:
        """The share of those who are satisfied."""
        return percent(self.content(rule), 100 * self.heard)


class Body(NamedTuple):
    """An area or organization to rank: how many wishes came, what was heard, and what before.

    `out` are the excluded ones among `heard`; `earlier` is what counted in the period before.
    """

    key: str
    came: int = 0
    heard: Counts = Counts()
    out: Counts = Counts()
    earlier: Counts = Counts()

    @property
    def counted(self) -> Counts:
        """What counts: what was heard without what is excluded."""
        return self.heard.without(self.out) if self.out.heard else self.heard


class Ranked(NamedTuple):
    """A body with its score and its rank; without a rank below the minimum D."""

    body: Body
    rank: int | None
    score: Fraction | None
    gain: Fraction | None


@dataclass(frozen=True, slots=True)
class Groups:
    """The four groups, as the field knows them; a body may be in several."""

    best: Sequence[Ranked]
    improved: Sequence[Ranked]
    poor: Sequence[Ranked]
    volume: Sequence[Ranked]


def ranked(bodies: Iterable[Body], rule: Rule) -> list[Ranked]:
    """All bodies, those ranked first, then those with too few voices, then those with none.

    Equal scores share a rank, the one with more voices stands first, then the smaller key.
    """
    terms = terms_of(rule)
    lines = [_line(body, terms) for body in bodies]
    lines.sort(key=lambda line: _place(line, terms))
    made: list[Ranked] = []
    for place, line in enumerate(lines, start=1):
        if line.score is None or line.body.counted.heard < terms.minimum:
            made.append(line)
            continue
        same = bool(made) and made[-1].score == line.score
        rank = made[-1].rank if same else place
        made.append(line._replace(rank=rank))
    return made


def groups(lines: Sequence[Ranked], rule: Rule) -> Groups:
    """The best, the most improved, those that need work, and those with the highest volume."""
    terms = terms_of(rule)
    able = [line for line in lines if line.rank is not None]
    best = [line for line in able if (line.score or 0) >= terms.best_least]
    gained = [line for line in able if line.gain is not None and line.gain >= terms.improved_least]
    gained.sort(key=lambda line: (-(line.gain or 0), line.body.key))
    poor = [line for line in reversed(able) if (line.score or 0) < terms.poor_below]
    volume = sorted(
        (line for line in lines if line.body.came),
        key=lambda line: (-line.body.came, line.body.key),
    )
    return Groups(
        best[: terms.best_count],
        gained[: terms.improved_count],
        poor[: terms.poor_count],
        volume[: terms.volume_count],
    )


def percent(part: int, whole: int) -> str:
    """A share in per cent with one decimal, half rounded up; a dash when there is no whole."""
    return NOTHING_TO_SAY if not whole else f"{_tenths(100 * part, whole)}%"


def points(value: Fraction | None) -> str:
    """Points with one decimal, half rounded away from nought; a dash for none."""
    if value is None:
        return NOTHING_TO_SAY
    shown = _tenths(abs(value.numerator), value.denominator)
    return f"-{shown}" if value < 0 and shown != "0.0" else shown


def _tenths(part: int, whole: int) -> str:
    """A quotient of two numbers that are not negative, with one decimal, half rounded up."""
    tenths = (part * 20 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}"


def _line(body: Body, rule: Rule) -> Ranked:
    score = body.counted.score(rule)
    before = body.earlier.score(rule) if body.earlier.heard >= rule.minimum else None
    gain = score - before if score is not None and before is not None else None
    return Ranked(body, None, score, gain)


def _place(line: Ranked, rule: Rule) -> tuple[int, float, Fraction, int, str]:
    """Where a line stands; of two that look alike as floats the exact score decides."""
    heard = line.body.counted.heard
    few = 0 if heard >= rule.minimum else 1 if heard else 2
    score = -line.score if line.score is not None and not few else _NOUGHT
    return few, float(score), score, -heard, line.body.key
