"""Put off until a day, and back by itself on it; a second time only by the parent."""

from datetime import timedelta

import pytest

from tests.cast import Town
from tests.endings.deciding import defer, kinds_of, standing
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.core.refusals import NotAllowed
from wishboard.endings.commands import resume_deferred, resume_wish
from wishboard.endings.refusals import DeferredBefore, ReviewTooLate
from wishboard.wishes.lifecycle import NotNow
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Stage


async def resume(town: Town, wish: Wish, by: str = "clerk") -> Wish:
    async with transaction() as db:
        return await resume_wish(db, wish.key, by=await town.viewer(by))


@pytest.mark.parametrize("stage", ["registered", "published"])
async def test_a_deferred_wish_comes_back_to_where_it_was(town: Town, stage: str) -> None:
    wish = await town.registered() if stage == "registered" else await town.published()
    wish = await defer(town, wish)
    assert (wish.stage, wish.review_on) == (Stage.deferred, today() + timedelta(days=30))
    wish = await resume(town, wish)
    assert (wish.stage, wish.review_on) == (Stage(stage), None)
    assert await standing(wish) is None


async def test_it_comes_back_by_itself_on_its_day_and_not_before(town: Town) -> None:
    wish = await defer(town, await town.registered(), review_on=today() + timedelta(days=3))
    with frozen(now() + timedelta(days=2)):
        assert await resume_deferred() == 0
    with frozen(now() + timedelta(days=3)):
        assert await resume_deferred() == 1
    assert (await town.fresh(wish)).stage is Stage.registered
    assert (await kinds_of(wish))[-2:] == ["ending.deferred", "ending.resumed"]


@pytest.mark.parametrize("days", [-1, 0, 367])
async def test_the_review_lies_within_a_year(town: Town, days: int) -> None:
    wish = await town.registered()
    with pytest.raises(ReviewTooLate):
        await defer(town, wish, review_on=today() + timedelta(days=days))


async def test_a_second_deferral_is_for_the_parent_body(town: Town) -> None:
    wish = await defer(town, await town.registered())
    await resume(town, wish)
    with pytest.raises(DeferredBefore):
        await defer(town, wish)
    assert (await defer(town, wish, by="street_clerk")).stage is Stage.deferred


@pytest.mark.parametrize("part", ["other_clerk", "leader", "stranger"])
async def test_nobody_but_the_keeper_puts_off_or_brings_back(town: Town, part: str) -> None:
    wish = await town.registered()
    with pytest.raises(NotAllowed):
        await defer(town, wish, by=part)
    await defer(town, wish)
    with pytest.raises(NotAllowed):
        await resume(town, wish, by=part)


async def test_what_somebody_promised_is_not_put_off(town: Town) -> None:
    wish, _claim = await town.claimed()
    with pytest.raises(NotNow):
        await defer(town, wish)
