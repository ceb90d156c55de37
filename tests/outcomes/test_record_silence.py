"""Who does not answer in time has said nothing, and that is written down as what it is."""

from datetime import date

from tests.cast import Town
from tests.deeds import done, events_of, refused
from wishboard.accounts.viewer import wisher_of
from wishboard.core.clock import frozen
from wishboard.core.database import transaction
from wishboard.events.models import Doer
from wishboard.outcomes.answers import answer_wish, record_silences
from wishboard.outcomes.closing import close_wish
from wishboard.outcomes.forms import AnswerForm, CloseForm
from wishboard.outcomes.models import AnswerBy
from wishboard.outcomes.queries import answer_to, outcome_of
from wishboard.wishes.stages import Ending, Stage

FRIDAY = date(2025, 11, 21)
LAST_DAY = date(2025, 12, 5)
"""Ten working days later."""


async def test_silence_is_recorded_after_ten_working_days(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.delivered()
    with frozen(LAST_DAY):
        assert await record_silences() == 0
    with frozen(date(2025, 12, 6)):
        assert await record_silences() == 1
        assert await record_silences() == 0
    wish = await town.fresh(wish)
    assert (wish.stage, wish.due_on) == (Stage.answered, date(2025, 12, 10))
    event = (await events_of(wish))[-1]
    assert (event.kind, event.doer) == ("outcome.silence", Doer.clock)
    async with transaction() as db:
        outcome = await outcome_of(db, wish)
        assert outcome is not None
        answer = await answer_to(db, outcome)
    assert answer is not None
    assert (answer.how, answer.done, answer.rating) == (AnswerBy.silence, None, None)


async def test_the_spring_festival_gives_more_time(town: Town) -> None:
    with frozen(date(2026, 2, 13)):
        await town.delivered()
    with frozen(date(2026, 3, 5)):
        assert await record_silences() == 0
    with frozen(date(2026, 3, 6)):
        assert await record_silences() == 1


async def test_silence_closes_as_unconfirmed_and_counts_nobody(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.delivered(reported=1)
    with frozen(date(2025, 12, 8)):
        await record_silences()
        outcome = await done(
            close_wish, wish.key, CloseForm(confirmed=7), by=await town.viewer("clerk")
        )
    assert (outcome.reported, outcome.confirmed) == (1, 0)
    assert (await town.fresh(wish)).ending is Ending.unconfirmed


async def test_an_answer_in_time_is_no_silence(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.delivered(reported=9)
    with frozen(LAST_DAY):
        await done(answer_wish, wish.key, AnswerForm(done=True), by=wisher_of(wish.key))
    with frozen(date(2025, 12, 6)):
        assert await record_silences() == 0


async def test_after_the_silence_the_keeper_decides(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.delivered()
    with frozen(date(2025, 12, 6)):
        await record_silences()
        with refused("not_now", stage=Stage.answered):
            await done(answer_wish, wish.key, AnswerForm(done=True), by=wisher_of(wish.key))
