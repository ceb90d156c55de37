"""The hot page: what many speak of, one group at a time, and what a person makes of it."""

import re
from datetime import timedelta

import pytest

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.issues.knots import opened
from tests.triage.crowds import DARK, crowd, group_of, group_with, in_group
from tests.web.desk.at_the_desk import onward
from tests.web.reading import shown
from wishboard.core.clock import frozen, now
from wishboard.issues.queries import wishes_behind
from wishboard.triage.groups.queries import QUIET
from wishboard.wishes.stages import Stage


def hot_of(public_id: str, deed: str = "") -> str:
    return f"/desk/hot/{public_id}" + (f"/{deed}" if deed else "")


async def test_a_group_of_enough_people_stands_on_the_page(town: Town) -> None:
    group, _wishes = await crowd(town, 3)
    pair = await group_of(await town.collected(), await town.collected(phone="13900001111"))
    page = await shown(town, "/desk/hot", "clerk")
    assert hot_of(group.public_id) in page
    assert "河东路" in page
    assert hot_of(pair.public_id) not in page


async def test_who_coordinates_none_of_its_wishes_does_not_see_it(town: Town) -> None:
    group, _wishes = await crowd(town, 3)
    assert hot_of(group.public_id) not in await shown(town, "/desk/hot", "other_clerk")
    async with signed_in(town, "other_clerk") as browser:
        assert (await browser.get(hot_of(group.public_id))).status_code == 404
    async with signed_in(town, "member") as browser:
        assert (await browser.get("/desk/hot")).status_code == 403


async def test_of_a_group_over_two_communities_each_reads_their_own(town: Town) -> None:
    here = [await town.collected(phone=f"1390000000{n}") for n in range(3)]
    area = town.areas["河东社区"].public_id
    there = [await town.collected(phone=f"1390000001{n}", area=area) for n in range(2)]
    group = await group_of(*here, *there)
    page = await shown(town, hot_of(group.public_id), "other_clerk")
    assert there[0].public_id in page
    assert here[0].public_id not in page
    assert "全市共 5 人" in page


async def test_a_quiet_group_is_hot_no_more(town: Town) -> None:
    group, _wishes = await crowd(town, 3)
    with frozen(now() + QUIET + timedelta(days=1)):
        assert hot_of(group.public_id) not in await shown(town, "/desk/hot", "street_clerk")


async def test_the_weeks_are_told_in_numbers_and_as_a_picture(town: Town) -> None:
    group, _wishes = await crowd(town, 3)
    with frozen(now() + timedelta(days=14)):
        page = await shown(town, hot_of(group.public_id), "clerk")
    assert page.count('<rect class="hot-column') == 3
    assert "本周 0 人" in page
    assert 'style="' not in page


async def test_groups_are_read_page_by_page_in_any_order(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wishboard.web.desk.hot.PAGE", 2)
    groups = [await crowd(town, 3 + n) for n in range(3)]
    for order in ("people", "growth", "newest"):
        seen: list[str] = []
        path = f"/desk/hot?order={order}"
        while path:
            page = await shown(town, path, "clerk")
            seen += re.findall(r'href="/desk/hot/(\w+)"', page)
            onwards = re.search(r'href="(/desk/hot\?[^"]*after=[^"]+)"', page)
            path = onwards[1].replace("&amp;", "&") if onwards else ""
        assert sorted(seen) == sorted(group.public_id for group, _wishes in groups)
        if order == "people":
            assert seen == [group.public_id for group, _wishes in reversed(groups)]


async def test_the_area_narrows_the_page(town: Town) -> None:
    group, _wishes = await crowd(town, 3)
    path = "/desk/hot?area="
    here, there = town.areas["柳荫社区"].public_id, town.areas["河东社区"].public_id
    assert hot_of(group.public_id) in await shown(town, path + here, "street_clerk")
    assert hot_of(group.public_id) not in await shown(town, path + there, "street_clerk")
    assert hot_of(group.public_id) in await shown(town, path + "nowhere", "street_clerk")


async def test_promotion_leads_to_the_form_of_an_issue_with_the_ticked_or_with_all(
    town: Town,
) -> None:
    group, wishes = await crowd(town, 3)
    async with signed_in(town, "clerk") as browser:
        every = onward(await browser.post(hot_of(group.public_id, "promotion")))
        some = {"wishes": [wishes[0].public_id, wishes[2].public_id]}
        chosen = onward(await browser.post(hot_of(group.public_id, "promotion"), some))
        form = await browser.get(every)
    assert set(re.findall(r"wish=(\w+)", every)) == {wish.public_id for wish in wishes}
    assert set(re.findall(r"wish=(\w+)", chosen)) == set(some["wishes"])
    assert form.status_code == 200
    assert all(wish.public_id in form.text for wish in wishes)


async def test_a_group_is_sent_up_to_an_issue_on_its_way(town: Town) -> None:
    here = town.areas["柳荫社区"].public_id
    issue = await opened(
        town, area=here, by="clerk", title="河东路的路灯全黑", summary=DARK["text"]
    )
    group, wishes = await crowd(town, 3)
    async with signed_in(town, "clerk") as browser:
        assert issue.title in (await browser.get(hot_of(group.public_id))).text
        sent = {"issue": issue.public_id}
        answer = await browser.post(hot_of(group.public_id, "sending-up"), sent)
        assert onward(answer) == f"/desk/issues/{issue.public_id}"
        waiting, up = await browser.get("/desk/hot"), await browser.get("/desk/hot?list=up")
    behind = await done(wishes_behind, issue)
    assert {wish.id for wish in behind} == {wish.id for wish in wishes}
    assert {wish.stage for wish in behind} == {Stage.raised}
    assert hot_of(group.public_id) not in waiting.text
    assert hot_of(group.public_id) in up.text
    assert issue.title in up.text


async def test_with_nothing_left_to_send_up_nothing_is_sent(town: Town) -> None:
    group, wishes = await crowd(town, 3)
    await opened(town, *wishes)
    async with signed_in(town, "clerk") as browser:
        answer = await browser.post(hot_of(group.public_id, "promotion"))
    assert answer.status_code == 422
    assert "error-summary" in answer.text


async def test_wishes_are_taken_out_and_kept_apart_by_a_button(town: Town) -> None:
    group, (a, b, c, d) = await crowd(town, 4)
    async with signed_in(town, "clerk") as browser:
        path = hot_of(group.public_id)
        assert onward(await browser.post(path + "/removal", {"wishes": a.public_id})) == path
        assert onward(await browser.post(path + "/division", {"wishes": b.public_id})) == path
        assert await in_group(group) == {c.id, d.id}
        assert onward(await browser.post(path + "/removal", {"wishes": c.public_id})) == "/desk/hot"
    assert await group_with(d) is None


async def test_a_deed_without_a_tick_is_refused_on_the_same_page(town: Town) -> None:
    group, _wishes = await crowd(town, 3)
    async with signed_in(town, "clerk") as browser:
        for deed in ("removal", "division"):
            answer = await browser.post(hot_of(group.public_id, deed))
            assert answer.status_code == 422
            assert "error-summary" in answer.text


async def test_a_wish_says_that_others_wish_the_same_and_leads_to_the_group(town: Town) -> None:
    group, (wish, *_rest) = await crowd(town, 3)
    page = await shown(town, f"/desk/wishes/{wish.public_id}", "clerk")
    assert "还有 2 件心愿" in page
    assert hot_of(group.public_id) in page
    assert f"/desk/issues/new?wish={wish.public_id}" in page


async def test_a_wish_is_sent_up_from_its_own_page_to_an_issue_like_it(town: Town) -> None:
    issue = await opened(town)
    wish = await town.collected(text="河东路晚上没有灯，行走不安全。")
    async with signed_in(town, "clerk") as browser:
        page = (await browser.get(f"/desk/wishes/{wish.public_id}")).text
        assert f'action="/desk/issues/{issue.public_id}/wishes"' in page
    async with signed_in(town, "street_clerk") as browser:
        sent = {"wishes": wish.public_id}
        onward(await browser.post(f"/desk/issues/{issue.public_id}/wishes", sent))
        page = (await browser.get(f"/desk/wishes/{wish.public_id}")).text
    assert "已上报到问题" in page
    assert issue.title in page


async def test_a_wish_taken_out_can_be_compared_again_from_its_page(town: Town) -> None:
    group, (wish, *_rest) = await crowd(town, 4)
    async with signed_in(town, "clerk") as browser:
        sent = {"wishes": wish.public_id}
        onward(await browser.post(hot_of(group.public_id, "removal"), sent))
        again = f"/desk/wishes/{wish.public_id}/grouping"
        assert again in (await browser.get(f"/desk/wishes/{wish.public_id}")).text
        onward(await browser.post(again))
        assert again not in (await browser.get(f"/desk/wishes/{wish.public_id}")).text
