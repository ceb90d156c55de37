"""What a look-back has found, as numbers and words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from wishboard.supervision.lookback.models import Callback, Content


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of those who were asked; without any there is no share."""

    count: int
    of: int

    @property
    def percent(self) -> str:
        """The share in per cent with one decimal, or a dash."""
        return f"{100 * self.count / self.of:.1f}%" if self.of else "—"


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a campaign: each share is of those who were reached."""

    drawn: int
    tried: int
    reached: Share
    contacted: Share
    solved: Share
    satisfied: Share
    fairly: Share
    dissatisfied: Share
    taken_up: int
    words: Sequence[str]


def result_of(callbacks: Sequence[Callback]) -> Result:
    """Count call-backs. Who did not say whether they were contacted counts as not contacted."""
    tried = [one for one in callbacks if one.attempts]
    reached = [one for one in tried if one.reached]
    of = len(reached)

    def content(level: Content) -> Share:
        return Share(sum(one.content is level for one in reached), of)

    return Result(
        drawn=len(callbacks),
        tried=len(tried),
        reached=Share(of, len(tried)),
        contacted=Share(sum(bool(one.contacted) for one in reached), of),
        solved=Share(sum(bool(one.solved) for one in reached), of),
        satisfied=content(Content.satisfied),
        fairly=content(Content.fairly),
        dissatisfied=content(Content.dissatisfied),
        taken_up=sum(one.sent_back for one in reached),
        words=[one.words for one in reached if one.words],
    )
