"""A wish and its promises as they should be, in plain words and without a database."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from wishboard.wishes.stages import Ending, Stage

OPEN = frozenset(
    {Stage.collected, Stage.registered, Stage.published, Stage.claimed, Stage.deferred}
)


@dataclass
class Promise:
    """A living promise of one helper; `key` orders promises as they were made."""

    promised_on: date
    lead: bool
    key: int = 0
    claim: str = ""
    extended: bool = False
    reminded: bool = False
    overdue_told: bool = False


@dataclass
class Life:
    """A wish as it should be."""

    public_id: str
    key: int
    stage: Stage = Stage.collected
    ending: Ending | None = None
    places: int = 1
    board_on: date = date.min
    due_on: date = date.min
    review_on: date = date.max
    closed_on: date = date.min
    promises: dict[str, Promise] = field(default_factory=dict)
    took_part: dict[str, Promise] = field(default_factory=dict)
    more_than_expected: bool = False
    silent: bool = False
    rounds: int = 0
    deferrals: int = 0
    before_deferral: Stage = Stage.registered
    before_merge: Stage = Stage.collected
    merged_into: "Life | None" = None
    events: Counter[str] = field(default_factory=Counter)

    def close(self, ending: Ending, day: date) -> None:
        """Come to an end; living promises end without fault."""
        self.events["claim.released"] += len(self.promises)
        self.promises = {}
        self.stage, self.ending, self.closed_on = Stage.closed, ending, day

    def open_again(self, stage: Stage) -> None:
        """Be on the way again."""
        self.stage, self.ending = stage, None
