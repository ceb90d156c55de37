"""An issue is opened out of wishes, or before anyone complained; wishes come and go."""

from datetime import timedelta

import pytest

from tests.cast import Town
from tests.deeds import done, kinds_of, refused
from tests.issues.knots import fresh, opened, several
from wishboard.accounts.viewer import wisher_of
from wishboard.claims.commands import hand_back_claim
from wishboard.claims.queries import waiting_of
from wishboard.claims.waiting import join_waiting_list
from wishboard.core.clock import now
from wishboard.endings.commands import withdraw_wish
from wishboard.endings.forms import WithdrawForm
from wishboard.issues.forms import SplitForm, WishesForm
from wishboard.issues.merging import split_issue
from wishboard.issues.opening import send_up, take_out
from wishboard.issues.queries import bond_of, wishes_behind
from wishboard.wishes.stages import Lane, Stage


async def test_wishes_wait_on_the_issue_they_raised(town: Town) -> None:
    wishes = await several(town, 3)
    issue = await opened(town, *wishes)
    assert not issue.proactive
    behind = await done(wishes_behind, issue)
    assert [wish.id for wish in behind] == [wish.id for wish in wishes]
    assert {(wish.stage, wish.lane, wish.title) for wish in behind} == {
        (Stage.raised, Lane.shared, issue.title)
    }


async def test_an_issue_may_be_found_before_anyone_complained(town: Town) -> None:
    issue = await opened(town)
    assert issue.proactive
    assert await done(wishes_behind, issue) == []


async def test_a_registered_wish_keeps_its_own_public_words(town: Town) -> None:
    wish = await town.registered()
    await opened(town, wish)
    assert (await town.fresh(wish)).title == "想要一盏护眼台灯"


async def test_a_claimed_wish_is_only_linked_and_its_promise_lives_on(town: Town) -> None:
    wish, claim = await town.claimed()
    await opened(town, wish)
    assert (await town.fresh(wish)).stage is Stage.claimed
    assert (await kinds_of(wish))[-1] == "raised.linked"
    await done(hand_back_claim, claim.public_id, by=await town.viewer("member"), reason="出差")
    assert (await town.fresh(wish)).stage is Stage.published


async def test_a_wish_stands_behind_one_issue(town: Town) -> None:
    wish = await town.collected()
    await opened(town, wish)
    with refused("already_behind"):
        await opened(town, await town.fresh(wish))


async def test_what_is_delivered_is_not_sent_up(town: Town) -> None:
    with refused("not_sortable"):
        await opened(town, await town.delivered())


async def test_what_is_taken_out_comes_back_to_where_it_was(town: Town) -> None:
    collected, published = await town.collected(), await town.published()
    issue = await opened(town, collected, published)
    form = WishesForm(wishes=[collected.public_id, published.public_id])
    await done(take_out, issue.public_id, form, by=await town.viewer("street_clerk"))
    assert (await town.fresh(collected)).stage is Stage.registered
    back = await town.fresh(published)
    assert (back.stage, back.lane, back.on_board) == (Stage.published, Lane.individual, True)
    assert await done(bond_of, published.key) is None
    with refused("not_behind"):
        await done(take_out, issue.public_id, form, by=await town.viewer("street_clerk"))
    await done(send_up, issue.public_id, form, by=await town.viewer("street_clerk"))
    assert (await town.fresh(published)).stage is Stage.raised


async def test_a_wisher_may_withdraw_from_an_issue(town: Town) -> None:
    wish = await town.collected()
    issue = await opened(town, wish)
    await done(withdraw_wish, wish.key, WithdrawForm(), by=wisher_of(wish.key))
    assert (await town.fresh(wish)).stage is Stage.closed
    assert (await fresh(issue)).stage == "opened"


@pytest.mark.parametrize("part", ["member", "handler", "collector", "stranger", "other_clerk"])
async def test_an_issue_is_opened_by_who_coordinates_there(town: Town, part: str) -> None:
    wish = await town.collected()
    with refused("not_allowed"):
        await opened(town, wish, by=part)


async def test_wishes_of_elsewhere_are_not_taken(town: Town) -> None:
    area = town.areas["河东社区"].public_id
    elsewhere = await town.collected(area=area, phone="13900001111")
    with refused("not_allowed"):
        own = town.areas["柳荫社区"].public_id
        await opened(town, elsewhere, by="clerk", area=own)


async def test_public_words_hold_no_personal_data(town: Town) -> None:
    with refused("tells_too_much"):
        await opened(town, summary="路灯坏了，请打13812345678找王师傅。")
    with refused("tells_too_much"):
        await opened(town, kind="legacy", blocking="业主13812345678不同意。")
    wish = await town.collected()
    issue = await opened(town, wish)
    part = SplitForm(wishes=[wish.public_id], title="另一盏灯不亮", summary="请找13812345678。")
    with refused("tells_too_much"):
        await done(split_issue, issue.public_id, part, by=await town.viewer("street_clerk"))


async def test_nobody_waits_for_a_wish_that_is_sent_up(town: Town) -> None:
    wish = await town.published(opens_at=now() + timedelta(days=1), draw=True)
    await done(join_waiting_list, wish.key, by=await town.viewer("neighbour"))
    await opened(town, wish)
    assert await done(waiting_of, wish, town.people["neighbour"].key) is None
