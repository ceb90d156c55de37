"""A registered wish goes on the board: the keeper's own members first, then everybody."""

from datetime import date, timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, events_of, kinds_of, refused
from tests.servers import environment
from wishboard.accounts.roles import Role
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.settings import settings
from wishboard.wishes.commands import approve_worth, needs_approval, publish_wish
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Kind, Stage


async def publish(town: Town, wish: Wish, by: str = "clerk") -> Wish:
    return await done(publish_wish, wish.key, by=await town.viewer(by))


async def test_a_wish_is_published(town: Town) -> None:
    wish = await town.registered()
    with frozen(date(2025, 11, 21)):
        wish = await publish(town, wish)
        assert wish.published_at == now()
        assert wish.board_at == now() + timedelta(days=3)
    assert wish.stage is Stage.published and wish.due_on is None
    assert (await kinds_of(wish))[-1] == "wish.published"
    assert (await town.fresh(wish)).on_board


async def test_the_town_decides_how_long_members_come_first(town: Town) -> None:
    wish = await town.registered()
    with environment(members_first_days="0"), frozen(date(2025, 11, 21)):
        assert (await publish(town, wish)).board_at == now()


async def test_a_task_is_for_everybody_at_once(town: Town) -> None:
    task = await town.task()
    assert (task.kind, task.stage) == (Kind.community_task, Stage.registered)
    with frozen(now()):
        assert (await publish(town, task)).board_at == now()


@pytest.mark.parametrize("part", ["other_clerk", "collector", "member", "leader", "nobody"])
async def test_others_do_not_publish(town: Town, part: str) -> None:
    wish = await town.registered()
    with refused("not_allowed"):
        await publish(town, wish, part)


@pytest.mark.parametrize("lane", ["shared", "legacy", "mediation"])
async def test_only_individual_wishes_go_on_the_board(town: Town, lane: str) -> None:
    wish = await town.registered(lane=lane)
    with refused("not_individual"):
        await publish(town, wish)


async def test_without_consent_nothing_is_published(town: Town) -> None:
    wish = await town.registered()
    async with transaction() as db:
        wish.may_publish = False
        db.add(wish)
    with refused("no_consent"):
        await publish(town, wish)


async def test_a_share_above_the_cap_waits_for_the_parent(town: Town) -> None:
    wish = await town.registered(worth=301)
    with refused("above_the_cap", worth=301, cap=300):
        await publish(town, wish)
    for part in ("clerk", "other_clerk", "collector", "member", "administrator", "nobody"):
        with refused("not_allowed"):
            await done(approve_worth, wish.key, by=await town.viewer(part))
    approved = await done(approve_worth, wish.key, by=await town.viewer("street_clerk"))
    assert approved.approved_by_id == town.people["street_clerk"].id
    assert not needs_approval(approved)
    assert (await publish(town, wish)).stage is Stage.published
    assert (await kinds_of(wish))[-2:] == ["wish.worth_approved", "wish.published"]
    assert (await events_of(wish))[-2].doer_id == town.people["street_clerk"].id


async def test_a_clerk_of_the_area_itself_is_not_its_parent(town: Town) -> None:
    """An appointment over the community's area is no more than one to its committee."""
    await town.appoint("stranger", Role.committee, area="柳荫社区")
    await town.appoint("collector", Role.committee, area="柳荫街道")
    wish = await town.registered(worth=500)
    with refused("not_allowed"):
        await done(approve_worth, wish.key, by=await town.viewer("stranger"))
    await done(approve_worth, wish.key, by=await town.viewer("collector"))


async def test_many_shares_under_the_cap_need_no_approval(town: Town) -> None:
    wish = await town.registered(worth=settings().worth_cap, places=10)
    assert (await publish(town, wish)).places == 10


async def test_approval_is_for_what_can_be_published(town: Town) -> None:
    wish = await town.published()
    with refused("not_now"):
        await done(approve_worth, wish.key, by=await town.viewer("street_clerk"))


async def test_publishing_twice_is_refused(town: Town) -> None:
    wish = await town.published()
    with refused("not_now", stage=Stage.published):
        await publish(town, wish)


async def test_a_collected_wish_is_registered_first(town: Town) -> None:
    with refused("not_now", stage=Stage.collected):
        await publish(town, await town.collected())
