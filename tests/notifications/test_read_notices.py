"""The page of notices: by day, linked to what its reader may see, and marked as read."""

import re
from datetime import timedelta

from sqlmodel import select

from tests.cast import Town, signed_in
from tests.notifications.told import hush
from wishboard.accounts.viewer import wisher_of
from wishboard.claims.commands import hand_back_claim
from wishboard.core.clock import frozen, now
from wishboard.core.database import transaction
from wishboard.endings.commands import withdraw_wish
from wishboard.endings.forms import WithdrawForm
from wishboard.notifications.models import Notice
from wishboard.notifications.queries import PAGE, notices_of
from wishboard.notifications.telling import tell_everything


async def test_a_notice_says_what_happened_to_which_wish(town: Town) -> None:
    wish, _claim = await town.claimed(places=2)
    await hush(town)
    await town.claim(wish, "neighbour")
    await tell_everything()
    async with signed_in(town, "member") as browser:
        page = (await browser.get("/notices")).text
    assert "赵敏（柳荫社区党委）已认领" in page
    assert "想要一盏护眼台灯" in page
    assert "未读" in page


async def test_a_keeper_is_led_to_the_desk_and_a_claimer_to_the_promise(town: Town) -> None:
    wish, claim = await town.claimed(places=2)
    other = await town.claim(wish, "neighbour")
    await hush(town)
    async with transaction() as db:
        by = await town.viewer("member")
        await hand_back_claim(db, claim.public_id, by=by, reason="家里有急事")
    await tell_everything()
    assert await _path(town, "clerk") == f"/desk/wishes/{wish.public_id}"
    assert await _path(town, "neighbour") == f"/claims/{other.public_id}"


async def test_what_is_gone_is_not_linked(town: Town) -> None:
    wish, _claim = await town.claimed()
    await hush(town)
    async with transaction() as db:
        await withdraw_wish(db, wish.key, WithdrawForm(reason=""), by=wisher_of(wish.key))
    await tell_everything()
    assert await _path(town, "member") == ""


async def test_the_bell_counts_until_all_is_read(town: Town) -> None:
    await town.collected()
    await tell_everything()
    async with signed_in(town, "clerk") as browser:
        page = (await browser.get("/notices")).text
        newest = re.search(r'name="until" value="(\d+)"', page)
        assert newest
        answer = await browser.post("/notices/read", {"until": newest[1]})
        assert (answer.status_code, answer.headers["location"]) == (303, "/notices")
        page = (await browser.get("/notices")).text
    assert "未读" not in page
    assert "全部标为已读" not in page


async def test_what_came_after_the_page_was_shown_stays_unread(town: Town) -> None:
    await town.delivered()
    await tell_everything()
    async with transaction() as db:
        first = min((await db.exec(select(Notice.id))).all(), key=lambda key: key or 0)
    async with signed_in(town, "clerk") as browser:
        await browser.post("/notices/read", {"until": str(first)})
    async with transaction() as db:
        left = (await db.exec(select(Notice).where(Notice.id > first))).all()  # type: ignore[operator]
        assert left
        assert all(notice.read_at is None for notice in left)


async def test_notices_of_others_stay_theirs(town: Town) -> None:
    await town.collected()
    await tell_everything()
    async with signed_in(town, "stranger") as browser:
        assert "还没有消息" in (await browser.get("/notices")).text
        await browser.post("/notices/read")
    async with transaction() as db:
        assert (await db.exec(select(Notice))).one().read_at is None


async def test_a_days_notices_stand_under_their_day_and_pages_follow(town: Town) -> None:
    await hush(town)
    for ago in range(PAGE + 2, 0, -1):
        with frozen(now() - timedelta(days=ago)):
            await town.collected()
    await tell_everything()
    async with signed_in(town, "clerk") as browser:
        page = (await browser.get("/notices")).text
        assert page.count('class="notices"') == PAGE
        older = re.search(r'href="(/notices\?before=\d+)"', page)
        assert older
        assert (await browser.get(older[1])).text.count('class="notices"') == 2
        assert (await browser.get("/notices?before=nonsense")).status_code == 200


async def test_a_visitor_signs_in_first(town: Town) -> None:
    async with signed_in(town, "nobody") as browser:
        answer = await browser.get("/notices")
    assert answer.headers["location"] == "/sign-in?next=/notices"


async def _path(town: Town, part: str) -> str:
    async with transaction() as db:
        return (await notices_of(db, town.people[part].key))[0].path
