"""What really became of all wishes: stage, promises, history and ledger in three queries."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import text

from tests.wishes.life import Life
from wishboard.core.database import reading
from wishboard.wishes.stages import Ending, Stage

_WISHES = text("SELECT id, stage, ending, places, taken, reopened, merged_into_id FROM wish")
_CLAIMS = text("SELECT wish_id, person_id, lead, promised_on FROM claim WHERE ended_at IS NULL")
_EVENTS = text("SELECT subject_id, kind FROM event WHERE subject = 'wish'")
_LEDGER = text("SELECT holder_id, cause_id, round, amount FROM credit WHERE holder = 'person'")


@dataclass
class Real:
    """A wish as it is."""

    stage: Stage
    ending: Ending | None
    places: int
    taken: int
    rounds: int
    merged_into: int | None
    promises: dict[str, tuple[bool, date]] = field(default_factory=dict)
    events: Counter[str] = field(default_factory=Counter)


@dataclass
class Census:
    """All wishes by key, and the ledger of people."""

    wishes: dict[int, Real] = field(default_factory=dict)
    ledger: Counter[tuple[str, str, int, int]] = field(default_factory=Counter)

    def expected(self, wish: Life) -> Real:
        """How a wish would be if it is as it should be."""
        return Real(
            wish.stage,
            wish.ending,
            wish.places,
            len(wish.promises),
            wish.rounds,
            wish.merged_into.key if wish.merged_into else None,
            {one: (made.lead, made.promised_on) for one, made in wish.promises.items()},
            +wish.events,
        )


async def census(parts: dict[int, str]) -> Census:
    """Count everything; people are named by their part."""
    found = Census()
    async with reading() as connection:
        for key, stage, ending, *rest in await connection.execute(_WISHES):
            found.wishes[key] = Real(Stage(stage), Ending(ending) if ending else None, *rest)
        for wish, person, lead, promised_on in await connection.execute(_CLAIMS):
            found.wishes[wish].promises[parts[person]] = (lead, promised_on)
        for wish, kind in await connection.execute(_EVENTS):
            found.wishes[wish].events[kind] += 1
        for person, cause, round_, amount in await connection.execute(_LEDGER):
            found.ledger[parts[person], cause, round_, amount] += 1
    return found
