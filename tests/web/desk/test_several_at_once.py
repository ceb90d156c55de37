"""Several wishes at once: first a look at what will happen to each, then one deed."""

from datetime import timedelta

import pytest

from tests.cast import Town, signed_in
from wishboard.core.clock import frozen, now
from wishboard.outcomes.answers import record_silences
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage


def ticked(*wishes: Wish) -> str:
    """The address of a preview's ticks."""
    return "&".join(f"wish={wish.public_id}" for wish in wishes)


async def test_the_preview_says_of_each_what_will_happen_and_changes_nothing(town: Town) -> None:
    ready, costly = await town.registered(), await town.registered(worth=700)
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(f"/desk/publication?{ticked(ready, costly)}&list=publish")
    assert "发布到心愿墙" in page.text
    assert "超过 ¥300 的上限" in page.text
    assert f'name="wish" value="{ready.public_id}"' in page.text
    assert f'name="wish" value="{costly.public_id}"' not in page.text
    assert (await town.fresh(ready)).stage is Stage.registered


async def test_one_post_publishes_what_can_be_published(town: Town) -> None:
    ready = [await town.registered() for _ in range(3)]
    costly = await town.registered(worth=700)
    ids = [wish.public_id for wish in (*ready, costly)]
    async with signed_in(town, "clerk") as browser:
        page = await browser.post("/desk/publication?list=publish", {"wish": ids})
    assert page.status_code == 200
    assert page.text.count("tone-done") >= 3
    assert "超过 ¥300 的上限" in page.text
    assert [(await town.fresh(wish)).stage for wish in ready] == [Stage.published] * 3
    assert (await town.fresh(costly)).stage is Stage.registered


async def test_leftovers_and_silences_close_and_flagged_ones_stay(town: Town) -> None:
    with frozen(now() - timedelta(days=40)):
        silent = await town.delivered("comrade")
    await record_silences()
    flagged = await town.answered(by="volunteer")
    async with signed_in(town, "clerk") as browser:
        preview = await browser.get(f"/desk/closing?{ticked(silent, flagged)}")
        assert "按未确认销号" in preview.text
        assert "请单独查看" in preview.text
        ids = [silent.public_id, flagged.public_id]
        assert (await browser.post("/desk/closing", {"wish": ids})).status_code == 200
    assert (await town.fresh(silent)).ending is Ending.unconfirmed
    assert (await town.fresh(flagged)).stage is Stage.answered


async def test_the_wishes_of_others_are_left_out(town: Town) -> None:
    wish = await town.registered()
    async with signed_in(town, "other_clerk") as browser:
        page = await browser.get(f"/desk/publication?{ticked(wish)}")
        assert wish.title not in page.text
        await browser.post("/desk/publication", {"wish": wish.public_id})
    assert (await town.fresh(wish)).stage is Stage.registered


@pytest.mark.parametrize("part", ["leader", "supervisor", "collector", "stranger", "administrator"])
async def test_only_keepers_do_several_at_once(town: Town, part: str) -> None:
    wish = await town.registered()
    async with signed_in(town, part) as browser:
        for path in ("/desk/publication", "/desk/closing"):
            assert (await browser.get(f"{path}?{ticked(wish)}")).status_code == 403
            answer = await browser.post(path, {"wish": wish.public_id})
            assert answer.status_code == 403


async def test_nothing_ticked_is_said_in_words(town: Town) -> None:
    async with signed_in(town, "clerk") as browser:
        assert "还没有勾选" in (await browser.get("/desk/publication")).text


async def test_overseers_find_no_boxes_to_tick(town: Town) -> None:
    await town.registered()
    async with signed_in(town, "leader") as browser:
        assert 'type="checkbox"' not in (await browser.get("/desk?list=publish")).text
    async with signed_in(town, "clerk") as browser:
        assert 'type="checkbox"' in (await browser.get("/desk?list=publish")).text
