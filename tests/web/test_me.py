"""One's own page: promises by their day, places in line, and the year with what is behind it."""

from datetime import timedelta

from tests.cast import Town, signed_in
from wishboard.claims.clock import end_offers, lapse_overdue
from wishboard.claims.commands import hand_back_claim
from wishboard.claims.waiting import join_waiting_list
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.outcomes.closing import reopen_wish
from wishboard.outcomes.forms import ReopenForm


async def own_page(town: Town, part: str) -> str:
    async with signed_in(town, part) as browser:
        page = await browser.get("/me")
    assert page.status_code == 200, page.text
    return page.text


async def test_promises_stand_by_their_day_and_say_how_they_stand(town: Town) -> None:
    day = today()
    for title, days in (("晚一点的", 9), ("快到期的", 3), ("今天到期的", 0)):
        await town.claimed("member", day + timedelta(days=days), title=title)
    page = await own_page(town, "member")
    assert page.index("今天到期的") < page.index("快到期的") < page.index("晚一点的")
    assert "今天到期<" in page and "还有3天" in page
    with frozen(now() + timedelta(days=2)):
        assert "已逾期2天" in await own_page(town, "member")


async def test_who_promised_nothing_is_shown_the_way_to_the_board(town: Town) -> None:
    page = await own_page(town, "stranger")
    assert 'href="/"' in page and "/me/security" in page and "/notices" in page


async def test_an_offer_says_until_when_and_goes_when_it_is_over(town: Town) -> None:
    wish, claim = await town.claimed("member")
    async with transaction() as db:
        await join_waiting_list(db, wish.key, by=await town.viewer("comrade"))
    assert "候补" in await own_page(town, "comrade")
    async with transaction() as db:
        by = await town.viewer("member")
        await hand_back_claim(db, claim.public_id, by=by, reason="出差")
    offered = await own_page(town, "comrade")
    assert "callout" in offered and f"/wishes/{wish.public_id}" in offered
    with frozen(now() + timedelta(days=2)):
        await end_offers()
        assert f"/wishes/{wish.public_id}" not in await own_page(town, "comrade")


async def test_what_ended_says_how(town: Town) -> None:
    await town.claimed("member", title="到期没办的")
    with frozen(now() + timedelta(days=30)):
        await lapse_overdue()
        page = await own_page(town, "member")
    assert "到期没办的" in page and "逾期失效" in page


async def test_the_year_shows_what_is_owed_what_is_done_and_why(town: Town) -> None:
    wish = await town.closed(by="member")
    page = await own_page(town, "member")
    assert "党员应办" in page and "今年的要求已完成" in page
    assert f"/wishes/{wish.public_id}" in page and "+1" in page
    assert "今年的要求已完成" not in await own_page(town, "neighbour")


async def test_a_credit_taken_back_stays_in_the_list(town: Town) -> None:
    wish = await town.closed(by="member")
    async with transaction() as db:
        form = ReopenForm(reason="灯又坏了")
        await reopen_wish(db, wish.key, form, by=await town.viewer("supervisor"))
    page = await own_page(town, "member")
    assert "+1" in page and "今年的要求已完成" not in page


async def test_a_volunteer_reads_of_no_quota(town: Town) -> None:
    await town.closed(by="volunteer")
    page = await own_page(town, "volunteer")
    assert "党员应办" not in page and "已实现" in page


async def test_nobody_reads_it_without_signing_in(town: Town) -> None:
    async with signed_in(town) as browser:
        page = await browser.get("/me")
    assert page.status_code == 303 and page.headers["location"] == "/sign-in?next=/me"
