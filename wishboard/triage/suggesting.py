"""What the desk is told about a wish before somebody decides: category and lane, and why.

Nothing is decided here. What was learnt comes from the town's own ledger; an old trouble shows by
its place coming back over years, by words of age, and by attempts that came to nothing.
"""

from dataclasses import dataclass

from wishboard.core.database import AsyncSession
from wishboard.triage.groups.reading import messages_of
from wishboard.triage.history import earlier_than
from wishboard.triage.learning.knowing import Known, known
from wishboard.triage.learning.linear import Guess
from wishboard.triage.learning.models import Subject
from wishboard.triage.legacy import Legacy, legacy_of
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Lane

SURE = 0.5
"""From so sure on, from 0 to 1, a category or a lane is suggested."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """A suggestion out of the ledger: what, how sure, by which words of the wish.

    `examples` is how many wishes taught it, `measured` how well it did on those it had not seen
    (F1, from 0 to 1).
    """

    label: str
    sure: float
    words: tuple[str, ...]
    examples: int
    measured: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested for a wish; `None` and the empty text where there is nothing to say.

    `lane` is legacy where the trouble looks old, else what the ledger teaches.
    """

    category: str
    lane: Lane | None
    category_why: Learnt | None
    lane_why: Learnt | None
    legacy: Legacy | None


async def suggestion_for(db: AsyncSession, wish: Wish) -> Suggestion | None:
    """What the ledger and the past suggest for a wish.

    None as long as nothing was learnt and nothing is old: it does not know yet.
    """
    assert wish.id is not None
    message = (await messages_of(db, [wish.id]))[wish.id]
    category = _learnt(await known(db, Subject.category), message.title, message.text)
    lane = _learnt(await known(db, Subject.lane), message.title, message.text)
    legacy = legacy_of(message, await earlier_than(db, message))
    old = legacy if legacy.likely else None
    if category is None and lane is None and old is None:
        return None
    return Suggestion(
        category=category.label if category else "",
        lane=Lane.legacy if old else Lane(lane.label) if lane else None,
        category_why=category,
        lane_why=lane,
        legacy=old,
    )


def _learnt(known_: Known | None, title: str, text: str) -> Learnt | None:
    if known_ is None:
        return None
    guess: Guess = known_.model.guess(title, text)
    if guess.sure < SURE:
        return None
    return Learnt(guess.label, guess.sure, guess.words, known_.examples, known_.text_f1)
