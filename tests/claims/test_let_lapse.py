"""The clock reminds, says a word when a promise is overdue, and lets it lapse in the end."""

from datetime import date, timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, events_of, kinds_of, refused
from wishboard.claims.clock import lapse_overdue, remind_of_promises
from wishboard.claims.commands import extend_claim, hand_back_claim, let_lapse
from wishboard.claims.models import Claim, ClaimEnding
from wishboard.claims.queries import hold_claim, living_claims
from wishboard.core.clock import frozen
from wishboard.core.database import AsyncSession
from wishboard.events.models import Doer
from wishboard.wishes.stages import Stage

THURSDAY = date(2025, 11, 20)
FRIDAY = date(2025, 11, 21)
"""Five working days later is Friday the 28th; the promise lapses after it."""


async def test_a_promise_lapses_after_five_working_days(town: Town) -> None:
    with frozen(FRIDAY):
        wish, claim = await town.claimed(promised_on=FRIDAY)
    with frozen(date(2025, 11, 28)):
        assert await lapse_overdue() == 0
    with frozen(date(2025, 11, 29)):
        assert await lapse_overdue() == 1
        assert await lapse_overdue() == 0
    wish = await town.fresh(wish)
    assert (wish.stage, wish.taken, wish.priority) == (Stage.published, 0, True)
    _, claim = await done(hold_claim, claim.public_id)
    assert claim.ending is ClaimEnding.lapsed
    event = (await events_of(wish))[-1]
    assert (event.kind, event.doer) == ("claim.lapsed", Doer.clock)


async def test_holidays_are_not_counted(town: Town) -> None:
    with frozen(date(2025, 9, 29)):
        await town.claimed(promised_on=date(2025, 9, 30))
    with frozen(date(2025, 10, 14)):
        assert await lapse_overdue() == 0, "9, 10, 11 (made up), 13 and 14 October are five"
    with frozen(date(2025, 10, 15)):
        assert await lapse_overdue() == 1


async def test_others_carry_on_when_the_lead_lapses(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.published(places=2)
        await town.claim(wish, "member", FRIDAY)
        other = await town.claim(wish, "comrade", FRIDAY + timedelta(days=60))
    with frozen(date(2025, 12, 1)):
        assert await lapse_overdue() == 1
        wish = await town.fresh(wish)
        [left] = await done(living_claims, wish)
    assert (left.id, left.lead) == (other.id, True)
    assert (wish.stage, wish.taken) == (Stage.claimed, 1)


async def test_thirty_days_without_new_promises_follow(town: Town) -> None:
    with frozen(FRIDAY):
        await town.claimed(promised_on=FRIDAY)
        wish = await town.published()
    with frozen(date(2025, 12, 1)):
        await lapse_overdue()
        with refused("lapsed_recently", lapsed=date(2025, 12, 1), again=date(2025, 12, 31)):
            await town.claim(wish, "member")
    with frozen(date(2025, 12, 30)), refused("lapsed_recently"):
        await town.claim(wish, "member")
    with frozen(date(2025, 12, 31)):
        assert (await town.claim(wish, "member")).living


async def test_who_was_extended_in_time_has_until_the_new_day(town: Town) -> None:
    with frozen(FRIDAY):
        _, claim = await town.claimed(promised_on=FRIDAY)
        viewer, day = await town.viewer("member"), date(2025, 12, 19)
        await done(extend_claim, claim.public_id, by=viewer, promised_on=day, reason="等货")
    with frozen(date(2025, 12, 1)):
        assert await lapse_overdue() == 0
        await done(_lapse, claim.key)
    _, claim = await done(hold_claim, claim.public_id)
    assert claim.living, "the clock looks again once it holds the wish"


async def _lapse(db: AsyncSession, key: int) -> None:
    await let_lapse(db, await db.get_one(Claim, key))


async def test_what_ended_otherwise_does_not_lapse(town: Town) -> None:
    with frozen(FRIDAY):
        wish, claim = await town.claimed(promised_on=FRIDAY)
        await done(hand_back_claim, claim.public_id, by=await town.viewer("member"), reason="忙")
    with frozen(date(2025, 12, 1)):
        assert await lapse_overdue() == 0
        await done(_lapse, claim.key)
    assert (await kinds_of(wish))[-1] == "claim.handed_back"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, []),
        (4, []),
        (5, ["claim.due_soon"]),
        (7, ["claim.due_soon"]),
        (8, ["claim.overdue"]),
    ],
)
async def test_a_word_two_days_before_and_one_when_overdue(
    town: Town, days: int, told: list[str]
) -> None:
    with frozen(THURSDAY):
        wish, _ = await town.claimed(promised_on=THURSDAY + timedelta(days=7))
    before = len(await kinds_of(wish))
    with frozen(THURSDAY + timedelta(days=days)):
        await done(remind_of_promises)
        await done(remind_of_promises)
    assert (await kinds_of(wish))[before:] == told


async def test_each_word_is_said_once(town: Town) -> None:
    with frozen(THURSDAY):
        wish, claim = await town.claimed(promised_on=THURSDAY + timedelta(days=1))
    for days in range(6):
        with frozen(THURSDAY + timedelta(days=days)):
            await done(remind_of_promises)
    events = (await events_of(wish))[-2:]
    assert [event.kind for event in events] == ["claim.due_soon", "claim.overdue"]
    assert {event.facts["claim"] for event in events} == {claim.id}


async def test_after_an_extension_there_is_another_reminder(town: Town) -> None:
    with frozen(THURSDAY):
        wish, claim = await town.claimed(promised_on=FRIDAY)
        assert await done(remind_of_promises) == 1
        viewer, day = await town.viewer("member"), THURSDAY + timedelta(days=10)
        await done(extend_claim, claim.public_id, by=viewer, promised_on=day, reason="等货")
        assert await done(remind_of_promises) == 0
    with frozen(THURSDAY + timedelta(days=8)):
        assert await done(remind_of_promises) == 1
    assert (await kinds_of(wish)).count("claim.due_soon") == 2
