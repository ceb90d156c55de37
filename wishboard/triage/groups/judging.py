"""Whether a wish belongs to one of the groups before it, and why, in words a person reads."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from wishboard.triage.commonness import Commonness
from wishboard.triage.grouping import joins
from wishboard.triage.likeness import Likeness, compare
from wishboard.triage.messages import Message

EXPLAINED = 12
"""With so many of the latest wishes of its group a wish is compared to say why it is in there."""


class Verdict(NamedTuple):
    """The group a wish belongs to, by its first wish, and what it shares with one of its wishes."""

    founder: int
    why: Likeness


def judge(
    message: Message,
    groups: Mapping[int, Sequence[Message]],
    common: Commonness,
    never: Collection[int] = (),
) -> Verdict | None:
    """Which of some groups a message belongs to, or None; `never` those a person kept it from."""
    match = joins(message, groups, common, never)
    if match is None:
        return None
    latest = groups[match.group][-EXPLAINED:]
    why = max((compare(message, one, common) for one in latest), key=lambda like: like.score)
    return Verdict(match.group, why)
