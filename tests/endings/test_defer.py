"""Put off until a day on which it comes back by itself; a second time needs the parent."""

from datetime import date, timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, events_of, kinds_of, refused
from wishboard.accounts.roles import Role
from wishboard.core.clock import frozen
from wishboard.core.database import transaction
from wishboard.disclosure.sight import is_public
from wishboard.endings.commands import defer_wish, resume_deferred, resume_wish
from wishboard.endings.forms import DeferForm
from wishboard.endings.queries import decisions_on
from wishboard.events.models import Doer
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage

FRIDAY = date(2025, 11, 21)
REVIEW = date(2026, 3, 2)


async def defer(town: Town, wish: Wish, by: str = "clerk", on: date = REVIEW) -> Wish:
    form = DeferForm(explanation="等到明年春天再种树", review_on=on)
    return await done(defer_wish, wish.key, form, by=await town.viewer(by))


async def resume(town: Town, wish: Wish, by: str = "clerk") -> Wish:
    return await done(resume_wish, wish.key, by=await town.viewer(by))


async def test_a_wish_is_deferred_and_comes_back_by_itself(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await defer(town, await town.registered())
    assert (wish.stage, wish.review_on, wish.due_on) == (Stage.deferred, REVIEW, REVIEW)
    with frozen(REVIEW - timedelta(days=1)):
        assert await resume_deferred() == 0
    with frozen(REVIEW):
        assert await resume_deferred() == 1
        assert await resume_deferred() == 0
    wish = await town.fresh(wish)
    assert (wish.stage, wish.review_on, wish.due_on) == (Stage.registered, None, date(2026, 3, 4))
    deferred, resumed = (await events_of(wish))[-2:]
    assert (deferred.kind, resumed.kind) == ("ending.deferred", "ending.resumed")
    assert (deferred.doer, resumed.doer) == (Doer.person, Doer.clock)
    async with transaction() as db:
        [decision] = await decisions_on(db, wish)
    assert decision.ended_at is not None and decision.explanation == "等到明年春天再种树"


async def test_the_keeper_may_take_it_up_before(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await defer(town, await town.published())
        assert (await resume(town, wish)).stage is Stage.published
        assert await done_nothing_on(REVIEW)


async def done_nothing_on(day: date) -> bool:
    with frozen(day):
        return await resume_deferred() == 0


async def test_a_published_wish_goes_back_to_the_board(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.published()
        first = wish.published_at
        wish = await defer(town, wish)
        assert is_public(wish), "its public words may still be read"
        wish = await resume(town, wish)
        assert wish.published_at == first
        assert (await town.claim(wish, "member")).living


@pytest.mark.parametrize(
    ("days", "fits"), [(0, False), (-1, False), (1, True), (366, True), (367, False)]
)
async def test_the_review_is_in_sight(town: Town, days: int, fits: bool) -> None:
    with frozen(FRIDAY):
        wish = await town.registered()
        day = FRIDAY + timedelta(days=days)
        if fits:
            assert (await defer(town, wish, on=day)).review_on == day
            return
        with refused("review_date"):
            await defer(town, wish, on=day)


async def test_a_second_deferral_is_for_the_parent(town: Town) -> None:
    with frozen(FRIDAY):
        wish = await town.registered()
        await defer(town, wish)
        await resume(town, wish)
        with refused("deferred_before"):
            await defer(town, wish)
        assert (await defer(town, wish, "street_clerk")).stage is Stage.deferred
        await resume(town, wish)
        assert (await defer(town, wish, "street_clerk")).stage is Stage.deferred
    assert (await kinds_of(wish)).count("ending.deferred") == 3


async def test_who_keeps_the_whole_street_is_a_parent_too(town: Town) -> None:
    await town.appoint("stranger", Role.committee, area="柳荫街道")
    with frozen(FRIDAY):
        wish = await town.registered()
        await defer(town, wish)
        await resume(town, wish)
        assert (await defer(town, wish, "stranger")).stage is Stage.deferred


@pytest.mark.parametrize("part", ["other_clerk", "collector", "member", "leader", "nobody"])
async def test_others_neither_defer_nor_resume(town: Town, part: str) -> None:
    with frozen(FRIDAY):
        wish = await town.registered()
        with refused("not_allowed"):
            await defer(town, wish, part)
        await defer(town, wish)
        with refused("not_allowed"):
            await resume(town, wish, part)


@pytest.mark.parametrize("stage", ["collected", "delivered", "answered", "closed"])
async def test_only_what_is_registered_or_on_the_board_is_put_off(town: Town, stage: str) -> None:
    with frozen(FRIDAY):
        wish = await getattr(town, stage)()
        with refused("not_now", stage=Stage(stage)):
            await defer(town, wish)


async def test_a_promised_wish_is_not_put_off(town: Town) -> None:
    with frozen(FRIDAY):
        wish, _ = await town.claimed()
        with refused("not_now", stage=Stage.claimed):
            await defer(town, wish)


async def test_what_is_not_deferred_does_not_come_back(town: Town) -> None:
    with refused("not_now"):
        await resume(town, await town.registered())
