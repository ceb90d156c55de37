"""What the page of a wish shows, to whom, and what can be done from it."""

from datetime import timedelta

import pytest

from tests.cast import Town, signed_in
from tests.web.reading import sent, shown
from wishboard.claims.queries import living_claims
from wishboard.claims.waiting import join_waiting_list
from wishboard.core.clock import today
from wishboard.core.database import transaction


async def test_who_promised_is_an_organization_to_the_public_and_a_name_to_helpers(
    town: Town,
) -> None:
    wish, _claim = await town.claimed("member", places=2)
    path = f"/wishes/{wish.public_id}"
    public = await shown(town, path)
    assert "柳荫第一支部" in public and "陈向阳" not in public
    assert "陈向阳" in await shown(town, path, to="clerk")


async def test_the_original_words_and_the_wisher_are_on_no_public_page(town: Town) -> None:
    wish = await town.published()
    for path in (f"/wishes/{wish.public_id}", f"/wishes/{wish.public_id}/poster"):
        page = await shown(town, path)
        for private in ("王秀英", "13812345678", "柳荫路8号", "家里的台灯坏了"):
            assert private not in page


async def test_a_wish_is_told_on_with_a_text_and_a_picture_code(town: Town) -> None:
    wish = await town.published()
    page = await shown(town, f"/wishes/{wish.public_id}")
    assert f"/wishes/{wish.public_id}/poster" in page and 'class="qr"' in page
    assert "桐川市心愿墙" in page


async def test_what_is_for_members_first_is_not_told_on(town: Town) -> None:
    wish = await town.published(to_all=False)
    page = await shown(town, f"/wishes/{wish.public_id}", to="neighbour")
    assert "只对本组织党员开放" in page and 'class="qr"' not in page
    async with signed_in(town, "neighbour") as browser:
        poster = await browser.get(f"/wishes/{wish.public_id}/poster")
    assert poster.status_code == 404


@pytest.mark.parametrize("stage", ["collected", "registered"])
async def test_what_is_not_published_is_not_there_for_the_public(town: Town, stage: str) -> None:
    wish = await getattr(town, stage)()
    for part in ("nobody", "member", "volunteer"):
        async with signed_in(town, part) as browser:
            assert (await browser.get(f"/wishes/{wish.public_id}")).status_code == 404


async def test_the_keeper_finds_the_way_to_the_desk(town: Town) -> None:
    wish = await town.published()
    desk = f"/desk/wishes/{wish.public_id}"
    assert desk in await shown(town, f"/wishes/{wish.public_id}", to="clerk")
    assert desk not in await shown(town, f"/wishes/{wish.public_id}", to="member")


async def test_what_came_of_it_is_public_but_not_in_the_helpers_words(town: Town) -> None:
    wish = await town.closed(confirmed=3)
    public = await shown(town, f"/wishes/{wish.public_id}")
    assert "落实情况" in public and "柳荫第一支部" in public and "3 人" in public
    assert "装好了灯泡" not in public
    assert "装好了灯泡" in await shown(town, f"/wishes/{wish.public_id}", to="member")


async def test_a_full_wish_offers_the_waiting_list_and_says_so(town: Town) -> None:
    wish, _claim = await town.claimed("member")
    page = await shown(town, f"/wishes/{wish.public_id}", to="comrade")
    assert "名额已满" in page or "候补" in page
    status, text = await sent(town, "comrade", f"/wishes/{wish.public_id}/waiting")
    assert (status, text) == (303, f"/wishes/{wish.public_id}")


async def test_an_offered_place_can_be_claimed_from_the_page(town: Town) -> None:
    wish, claim = await town.claimed("member")
    async with transaction() as db:
        await join_waiting_list(db, wish.key, by=await town.viewer("comrade"))
    await sent(town, "member", f"/claims/{claim.public_id}/release", reason="出差了")
    path = f"/wishes/{wish.public_id}"
    assert "给您留了一个名额" in await shown(town, path, to="comrade")
    assert wish.title in await shown(town, "/me", to="comrade")
    assert 'name="promised_on"' not in await shown(town, path, to="volunteer")
    day = str(today() + timedelta(days=2))
    status, _to = await sent(town, "comrade", f"{path}/claims", promised_on=day)
    assert status == 303


async def test_waiting_where_a_place_is_free_is_refused_in_words(town: Town) -> None:
    wish = await town.published()
    status, page = await sent(town, "member", f"/wishes/{wish.public_id}/waiting")
    assert status == 409 and 'name="promised_on"' in page and "还有名额" in page


async def test_risky_work_asks_for_a_qualification_and_keeps_the_day(town: Town) -> None:
    wish = await town.published(risks=["electric"])
    day = str(today() + timedelta(days=3))
    path = f"/wishes/{wish.public_id}/claims"
    status, page = await sent(town, "member", path, promised_on=day)
    assert status == 422 and 'name="qualified"' in page
    assert f'value="{day}"' in page and "checked" in page.split(f'value="{day}"')[1][:80]
    status, _to = await sent(town, "member", path, promised_on=day, qualified="yes")
    assert status == 303


async def test_a_committee_claims_in_its_own_name(town: Town) -> None:
    wish = await town.published()
    body = town.organizations["柳荫社区党委"]
    path = f"/wishes/{wish.public_id}"
    assert body.public_id in await shown(town, path, to="clerk")
    day = str(today() + timedelta(days=3))
    fields = {"promised_on": day, "organization": body.public_id}
    assert (await sent(town, "clerk", f"{path}/claims", **fields))[0] == 303
    async with transaction() as db:
        (claim,) = await living_claims(db, wish)
        assert claim.organization_id == body.id
    assert (await sent(town, "comrade", f"{path}/claims", **fields))[0] == 403
