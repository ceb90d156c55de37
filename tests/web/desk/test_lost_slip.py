"""A lost slip is printed again by the keeper: the old one is void, and the wisher reads who did."""

import re

import pytest

from tests.cast import Town, signed_in
from tests.deeds import done, refused
from wishboard.accounts.viewer import wisher_of
from wishboard.disclosure.sight import sight_of
from wishboard.disclosure.timeline import timeline
from wishboard.wishes.codes import WrongCode, pin_of, wish_by_code, wish_by_slip
from wishboard.wishes.slips import print_slip_again


async def test_the_new_slip_opens_the_wish_and_the_old_one_does_not(town: Town) -> None:
    wish = await town.published()
    before = pin_of(wish)
    async with signed_in(town, "clerk") as browser:
        assert "补打回执单" in (await browser.get(f"/desk/wishes/{wish.public_id}")).text
        page = await browser.post(f"/desk/wishes/{wish.public_id}/slip")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    wish = await town.fresh(wish)
    assert pin_of(wish) in re.sub(r"\s", "", page.text)
    assert (await done(wish_by_code, wish.code, pin_of(wish), address="1")).id == wish.id
    with pytest.raises(WrongCode):
        await done(wish_by_code, wish.code, before, address="1")
    with pytest.raises(WrongCode):
        await done(wish_by_slip, wish.public_id, "old")


async def test_the_wisher_reads_who_printed_it(town: Town) -> None:
    wish = await town.published()
    await done(print_slip_again, wish.public_id, by=await town.viewer("clerk"))
    newest = (await done(timeline, await done(sight_of, wish, wisher_of(wish.key))))[0]
    assert (newest.kind, newest.who) == ("wish.slip_printed", "林同志（柳荫社区党委）")


@pytest.mark.parametrize("part", ["member", "collector", "other_clerk", "handler", "leader"])
async def test_nobody_else_prints_it(town: Town, part: str) -> None:
    wish = await town.published()
    with refused("not_allowed"):
        await done(print_slip_again, wish.public_id, by=await town.viewer(part))


async def test_a_task_has_no_slip(town: Town) -> None:
    task = await town.task()
    with refused("no_slip"):
        await done(print_slip_again, task.public_id, by=await town.viewer("clerk"))
