"""The ways that are not the usual one: put off, bring back, decline, hand over, mediate."""

from datetime import timedelta

import pytest

from tests.cast import Town, signed_in
from tests.web.desk.at_the_desk import deeds_in, desk_of, onward
from wishboard.core.clock import today
from wishboard.wishes.models import Wish
from wishboard.wishes.stages import Ending, Stage

WAYS = {
    "deferral": {
        "explanation": "今年的经费用完了。",
        "review_on": (today() + timedelta(days=30)).isoformat(),
    },
    "decline": {"reason": "decline_other", "explanation": "这件事请找物业。"},
    "transfer": {"receiver_name": "市自来水公司", "explanation": "请拨打供水热线。"},
}
ENDS: dict[str, Ending | None] = {
    "deferral": None,
    "decline": Ending.declined,
    "transfer": Ending.transferred,
}


@pytest.mark.parametrize("way", list(WAYS))
async def test_each_way_has_its_form_and_one_deed(town: Town, way: str) -> None:
    wish = await town.registered()
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(wish, query=f"?way={way}"))
        assert f'action="{desk_of(wish, way)}"' in page.text
        onward(await browser.post(desk_of(wish, way), WAYS[way]))
    wish = await town.fresh(wish)
    assert wish.stage is (Stage.deferred if way == "deferral" else Stage.closed)
    assert wish.ending is ENDS[way]


@pytest.mark.parametrize("way", list(WAYS))
@pytest.mark.parametrize("part", ["other_clerk", "leader", "supervisor", "collector", "stranger"])
async def test_nobody_but_the_keeper_takes_it(town: Town, way: str, part: str) -> None:
    wish = await town.published()
    async with signed_in(town, part) as browser:
        assert (await browser.post(desk_of(wish, way), WAYS[way])).status_code == 403
    assert (await town.fresh(wish)).stage is Stage.published


@pytest.mark.parametrize(
    ("way", "wrong", "field"),
    [
        ("deferral", {"review_on": "2020-01-01"}, ""),
        ("deferral", {"explanation": ""}, "explanation"),
        ("decline", {"reason": ""}, "reason"),
        ("decline", {"reason": "reopen_other"}, ""),
        ("transfer", {"receiver_name": ""}, ""),
        ("transfer", {"explanation": ""}, "explanation"),
    ],
)
async def test_a_refused_form_is_shown_again_as_it_was_filled(
    town: Town, way: str, wrong: dict[str, str], field: str
) -> None:
    wish = await town.registered()
    async with signed_in(town, "clerk") as browser:
        page = await browser.post(desk_of(wish, way, "?list=publish"), WAYS[way] | wrong)
    assert page.status_code == 422
    assert f'action="{desk_of(wish, way, "?list=publish")}"' in page.text
    assert f"error-{field}" in page.text
    kept = (WAYS[way] | wrong).get("explanation", "")
    assert kept in page.text
    assert (await town.fresh(wish)).stage is Stage.registered


async def test_a_deferred_wish_is_brought_back_by_a_button(town: Town) -> None:
    wish = await put_off(town)
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(wish))
        assert "今年的经费用完了。" in page.text
        onward(await browser.post(desk_of(wish, "resumption")))
    assert (await town.fresh(wish)).stage is Stage.registered


async def test_a_second_deferral_is_for_the_parent(town: Town) -> None:
    wish = await put_off(town)
    async with signed_in(town, "clerk") as browser:
        onward(await browser.post(desk_of(wish, "resumption")))
        page = await browser.get(desk_of(wish))
        assert "deferral" not in deeds_in(page)
        assert "再次暂缓须由上级组织决定" in page.text
        refused = await browser.post(desk_of(wish, "deferral"), WAYS["deferral"])
        assert refused.status_code == 403
    async with signed_in(town, "street_clerk") as browser:
        onward(await browser.post(desk_of(wish, "deferral"), WAYS["deferral"]))
    assert (await town.fresh(wish)).stage is Stage.deferred


async def test_a_quarrel_goes_to_named_mediators(town: Town) -> None:
    wish = await town.registered(lane="mediation")
    menders = town.organizations["柳荫人民调解委员会"].public_id
    others = town.organizations["城市管理局"].public_id
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(desk_of(wish, query="?way=mediation"))
        assert menders in page.text
        assert others not in page.text
        wrong = await browser.post(desk_of(wish, "mediation"), {"receiver": others})
        assert wrong.status_code == 422
        onward(await browser.post(desk_of(wish, "mediation"), {"receiver": menders}))
    assert (await town.fresh(wish)).ending is Ending.transferred


async def test_a_department_of_the_town_can_be_named_as_the_receiver(town: Town) -> None:
    wish = await town.collected()
    bureau = town.organizations["城市管理局"]
    async with signed_in(town, "clerk") as browser:
        assert bureau.public_id in (await browser.get(desk_of(wish, query="?way=transfer"))).text
        sent = {"receiver": bureau.public_id, "explanation": "由城管局处理。"}
        onward(await browser.post(desk_of(wish, "transfer"), sent))
        assert "城市管理局" in (await browser.get(desk_of(wish))).text


async def put_off(town: Town) -> Wish:
    wish = await town.registered()
    async with signed_in(town, "clerk") as browser:
        onward(await browser.post(desk_of(wish, "deferral"), WAYS["deferral"]))
    return wish
