"""Whether something is an old trouble: the same place again over years, words of age, attempts
that came to nothing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wishboard.core.clock import city_date
from wishboard.triage.age import OLD, age_of
from wishboard.triage.commonness import Commonness
from wishboard.triage.messages import Message
from wishboard.triage.reading import read
from wishboard.triage.whereabouts import whereabouts

OFTEN = 10
"""So many messages about one place, over OLD years or more, make it an old trouble."""

AGAIN = 3
"""With words of age or a failed attempt, so many are enough."""

_YEAR = 365.25 * 86_400


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message that came before, and whether it was closed without the trouble being over."""

    message: Message
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Legacy:
    """What speaks for an old trouble.

    `times` is how often the place came up, this time included and each person once a day; `years`
    how long that went on; `age` the words of age; `failed` how many attempts came to nothing.
    """

    times: int
    years: float
    age: tuple[str, ...]
    failed: int
    since: int | None

    @property
    def likely(self) -> bool:
        """Whether that is enough to suggest it."""
        if self.times >= OFTEN and self.years >= OLD:
            return True
        again = self.times >= AGAIN and self.years >= OLD
        return again and bool(self.age or self.failed)


def legacy_of(
    message: Message, before: Sequence[Earlier], common: Commonness | None = None
) -> Legacy:
    """What speaks for a message being about an old trouble, given what came before it nearby."""
    here = read(message)
    common = common or Commonness()
    same = [e for e in before if whereabouts(here, read(e.message), common).shared]
    moments = [message.at, *(earlier.message.at for earlier in same)]
    day = city_date(message.at)
    age = age_of(f"{message.title}。{message.text}", day)
    return Legacy(
        times=_times([message, *(earlier.message for earlier in same)]),
        years=_years(moments),
        age=age.words,
        failed=sum(earlier.failed for earlier in same),
        since=min(city_date(min(moments)).year, day.year - age.years)
        if same or age.years
        else None,
    )


def _times(messages: Sequence[Message]) -> int:
    return len({(message.person, city_date(message.at)) for message in messages})


def _years(moments: Sequence[datetime]) -> float:
    return (max(moments) - min(moments)).total_seconds() / _YEAR
