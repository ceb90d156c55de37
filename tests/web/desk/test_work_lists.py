"""The desk shows what is due, to whom it concerns, the most pressing first."""

from datetime import timedelta

import pytest

from tests.cast import RESIDENT_PHONE, Town, signed_in
from tests.web.desk.at_the_desk import listed
from wishboard.accounts.roles import Right
from wishboard.core.clock import frozen, now, today
from wishboard.core.database import transaction
from wishboard.wishes.scope import within
from wishboard.wishes.worklist import Desk, WorkList, counts


async def test_each_wish_stands_in_the_list_of_what_is_due(town: Town) -> None:
    wishes = {
        "register": await town.collected(),
        "publish": await town.registered(),
        "approve": await town.registered(worth=700),
        "lanes": await town.registered(lane="shared"),
        "call": await town.delivered("comrade"),
        "close": await town.answered(by="comrade"),
        "closed": await town.closed(by="volunteer"),
    }
    with frozen(now() - timedelta(days=30)):
        wishes["overdue"], _claim = await town.claimed("neighbour")
    async with signed_in(town, "clerk") as browser:
        for name, wish in wishes.items():
            assert listed(await browser.get(f"/desk?list={name}")) == [wish.public_id], name


async def test_the_desk_opens_with_the_first_list_in_which_something_waits(town: Town) -> None:
    wish = await town.registered()
    async with signed_in(town, "clerk") as browser:
        page = await browser.get("/desk")
    assert listed(page) == [wish.public_id]
    assert "待发布" in page.text


async def test_what_is_due_first_stands_first(town: Town) -> None:
    with frozen(now() - timedelta(days=1)):
        second = await town.collected()
    with frozen(now() - timedelta(days=9)):
        first = await town.collected()
    third = await town.collected()
    async with signed_in(town, "clerk") as browser:
        page = await browser.get("/desk?list=register")
    assert listed(page) == [wish.public_id for wish in (first, second, third)]
    assert "已逾期" in page.text


async def test_flagged_answers_stand_before_older_ones(town: Town) -> None:
    with frozen(now() - timedelta(days=30)):
        silent = await town.delivered("comrade")
    await silence(town)
    flagged = await town.answered(by="volunteer")
    async with signed_in(town, "clerk") as browser:
        page = await browser.get("/desk?list=close")
    assert listed(page) == [flagged.public_id, silent.public_id]
    assert "需留意" in page.text
    assert "逾期未评价" in page.text


async def silence(town: Town) -> None:
    from wishboard.outcomes.answers import record_silences  # noqa: PLC0415

    await record_silences()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=台灯", True),
        ("q=轮椅", False),
        (f"q={RESIDENT_PHONE}", True),
        ("q=13900000001", False),
        ("late=yes", False),
        ("stage=registered", True),
        ("stage=published", False),
        ("lane=individual", True),
        ("lane=shared", False),
        ("category=study", True),
        ("category=tidy", False),
        ("stage=nonsense&lane=&area=", True),
    ],
)
async def test_the_sieve_lets_through_what_is_looked_for(
    town: Town, query: str, found: bool
) -> None:
    wish = await town.registered()
    async with signed_in(town, "clerk") as browser:
        page = await browser.get(f"/desk?list=open&{query}")
    assert listed(page) == ([wish.public_id] if found else [])


async def test_a_wish_is_found_by_its_receipt_code_and_by_words_not_yet_public(town: Town) -> None:
    wish = await town.collected()
    async with signed_in(town, "clerk") as browser:
        by_code = await browser.get(f"/desk?list=open&q={wish.code.lower().replace('-', ' ')}")
        by_words = await browser.get("/desk?list=open&q=写作业")
        by_wildcard = await browser.get("/desk?list=open&q=%25")
    assert listed(by_code) == listed(by_words) == [wish.public_id]
    assert listed(by_wildcard) == []


async def test_an_area_stands_for_everything_below_it(town: Town) -> None:
    wish = await town.collected()
    street, other = town.areas["柳荫街道"].public_id, town.areas["河东社区"].public_id
    async with signed_in(town, "street_clerk") as browser:
        assert listed(await browser.get(f"/desk?list=open&area={street}")) == [wish.public_id]
        assert listed(await browser.get(f"/desk?list=open&area={other}")) == []


async def test_the_sieve_stays_in_the_address_of_every_list(town: Town) -> None:
    await town.collected()
    async with signed_in(town, "clerk") as browser:
        page = await browser.get("/desk?list=register&q=台灯")
    assert "/desk?list=publish&amp;q=%E5%8F%B0%E7%81%AF" in page.text
    assert "?list=register&amp;q=%E5%8F%B0%E7%81%AF" in page.text


async def test_pages_are_turned_without_missing_or_repeating_a_wish(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wishboard.web.desk.asked.PAGE", 2)
    wishes = [await town.collected() for _ in range(5)]
    seen: list[str] = []
    async with signed_in(town, "clerk") as browser:
        path = "/desk?list=register"
        while path:
            page = await browser.get(path)
            seen += listed(page)
            nexts = [part for part in page.text.split('href="') if "after=" in part[:200]]
            path = nexts[-1].split('"')[0].replace("&amp;", "&") if nexts else ""
    assert seen == [wish.public_id for wish in wishes]


async def test_a_page_behind_a_wish_that_has_moved_on_is_still_the_next_page(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wishboard.web.desk.asked.PAGE", 1)
    first, second = await town.collected(), await town.collected()
    mark = f"0_{first.due_on}_{first.public_id}"
    async with signed_in(town, "clerk") as browser:
        await browser.post(f"/desk/wishes/{first.public_id}/decline", {"reason": "decline_other"})
        page = await browser.get(f"/desk?list=register&after={mark}")
        nonsense = await browser.get("/desk?list=register&after=nonsense")
    assert listed(page) == listed(nonsense) == [second.public_id]


async def test_lists_are_counted_no_further_than_useful(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        await town.collected()
    monkeypatch.setattr("wishboard.wishes.turning.MANY", 2)
    clerk = await town.viewer("clerk")
    async with transaction() as db:
        desk = Desk(await within(db, clerk, [Right.keep]))
        assert await counts(db, {WorkList.register: desk, WorkList.close: desk}) == {
            WorkList.register: 3,
            WorkList.close: 0,
        }


async def test_closed_ones_are_listed_newest_first(town: Town) -> None:
    with frozen(now() - timedelta(days=3)):
        older = await town.closed(by="comrade")
    newer = await town.closed(by="volunteer")
    async with signed_in(town, "clerk") as browser:
        page = await browser.get("/desk?list=closed")
    assert listed(page) == [newer.public_id, older.public_id]


async def test_a_promise_that_is_due_today_is_not_overdue(town: Town) -> None:
    await town.claimed("member", promised_on=today())
    async with signed_in(town, "clerk") as browser:
        assert listed(await browser.get("/desk?list=overdue")) == []
