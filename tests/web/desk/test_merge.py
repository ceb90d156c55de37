"""Two wishes that say the same become one, after a look at both, and come apart again."""

import pytest

from tests.cast import Town, signed_in
from tests.web.desk.at_the_desk import desk_of, onward
from wishboard.wishes.stages import Ending, Stage


async def test_the_other_wish_is_looked_at_before_the_merge(town: Town) -> None:
    wish, into = await town.collected(), await town.published()
    async with signed_in(town, "clerk") as browser:
        page = (await browser.get(desk_of(wish, "merge", f"?into={into.code.lower()}"))).text
        assert "这一件并入" in page
        assert into.summary in page
        assert f'value="{into.public_id}"' in page
        answer = await browser.post(desk_of(wish, "merge"), {"into": into.public_id})
        assert onward(answer) == desk_of(wish)
        assert into.title in (await browser.get(desk_of(wish))).text
    merged = await town.fresh(wish)
    assert (merged.ending, merged.merged_into_id) == (Ending.merged, into.id)


async def test_a_merge_is_undone_by_a_button(town: Town) -> None:
    wish, into = await town.registered(), await town.published()
    async with signed_in(town, "clerk") as browser:
        onward(await browser.post(desk_of(wish, "merge"), {"into": into.public_id}))
        onward(await browser.post(desk_of(wish, "unmerge")))
    wish = await town.fresh(wish)
    assert (wish.stage, wish.merged_into_id) == (Stage.registered, None)


async def test_a_wish_like_it_is_offered_for_the_merge(town: Town) -> None:
    into, wish = await town.published(), await town.collected()
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(wish, query="?list=register"))
    assert f"merge?into={into.public_id}&amp;list=register" in page.text


@pytest.mark.parametrize("typed", ["no-such-wish", "itself", "closed"])
async def test_what_cannot_be_merged_into_is_refused_with_the_number_kept(
    town: Town, typed: str
) -> None:
    wish = await town.collected()
    target = {"itself": wish, "closed": await town.closed()}.get(typed)
    into = target.public_id if target else "NOS-UCH-ONE"
    async with signed_in(town, "clerk") as browser:
        page = await browser.post(desk_of(wish, "merge"), {"into": into})
    assert page.status_code in (409, 422)
    assert "error-summary" in page.text
    assert into in page.text
    assert (await town.fresh(wish)).stage is Stage.collected


async def test_the_wish_of_another_keeper_is_neither_shown_nor_taken(town: Town) -> None:
    wish = await town.collected()
    other = await town.collected(area=town.areas["河东社区"].public_id)
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(wish, "merge", f"?into={other.code}"))
        assert "没有这个编号" in page.text
        refused = await browser.post(desk_of(wish, "merge"), {"into": other.code})
    assert refused.status_code == 403
    async with signed_in(town, "street_clerk") as browser:
        onward(await browser.post(desk_of(wish, "merge"), {"into": other.code}))


@pytest.mark.parametrize("part", ["other_clerk", "leader", "stranger"])
async def test_only_the_keeper_merges(town: Town, part: str) -> None:
    wish, into = await town.published(), await town.published()
    async with signed_in(town, part) as browser:
        answer = await browser.post(desk_of(wish, "merge"), {"into": into.public_id})
    assert answer.status_code == 403
