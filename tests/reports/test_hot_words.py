"""Hot words: what grew against the month before, from public words, said by five people or more."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import cycle

import pytest

from tests.cast import Town, signed_in
from tests.deeds import done
from wishboard.accounts.viewer import Viewer
from wishboard.core.clock import frozen, now
from wishboard.core.database import AsyncSession
from wishboard.reports.course.looked import looked_from
from wishboard.reports.course.rows import course_rows
from wishboard.reports.hotwords.counting import LEAST_PEOPLE, count_words
from wishboard.reports.hotwords.months import last_day, same_last
from wishboard.reports.hotwords.phrases import grown, names_something, phrases
from wishboard.reports.hotwords.queries import Said, hot_words
from wishboard.wishes.commands import publish_wish, register_wish
from wishboard.wishes.forms import RegisterForm

OCTOBER, NOVEMBER = date(2026, 10, 9), date(2026, 11, 12)
LIFT = ("盼加装电梯", "老楼加装电梯行不行", "加装电梯啥时办", "支持加装电梯", "六楼加装电梯吧")
LAMP = ("楼道路灯坏了", "修修路灯", "晚上路灯不亮", "路灯太暗", "巷口缺路灯")


async def said(
    town: Town, day: date, titles: Sequence[str], people: Iterable[int], *, publish: bool = True
) -> None:
    """As many residents who wish for the same on one day in their words, published or not."""
    with frozen(day):
        clerk = await town.viewer("clerk")
        for person, title in zip(people, cycle(titles), strict=False):
            form = RegisterForm(title=title, summary=f"{title}。", category="study", worth=80)
            wish = await town.collected(text=title, phone=f"1381234{person:04d}")
            await done(register_wish, wish.key, form, by=clerk)
            if publish:
                await done(_publish, wish.key, by=clerk)


async def _publish(db: AsyncSession, key: int, *, by: Viewer) -> None:
    wish = await publish_wish(db, key, by=by)
    wish.board_at = now() - timedelta(minutes=1)
    db.add(wish)


async def counted(town: Town) -> dict[str, tuple[int, int, int]]:
    with frozen(NOVEMBER):
        await count_words()
        found = await hot_words("", 2026)
    return {one.word: (one.wishes, one.before, one.people) for one in found.words} if found else {}


async def test_what_grew_stands_there_as_a_word(town: Town) -> None:
    await said(town, OCTOBER, LAMP, range(6))
    await said(town, NOVEMBER, LAMP, range(10, 16))
    await said(town, OCTOBER, LIFT, range(20, 21))
    await said(town, NOVEMBER, LIFT, range(30, 37))
    found = await counted(town)
    assert found["加装电梯"] == (7, 1, 7)
    assert not any("路灯" in word for word in found), "as often as before"


async def test_few_people_are_nobodys_business(town: Town) -> None:
    await said(town, NOVEMBER, LIFT, [1] * 9)
    await said(town, NOVEMBER, LIFT, range(2, LEAST_PEOPLE))
    assert await counted(town) == {}


async def test_what_is_not_public_is_not_counted(town: Town) -> None:
    await said(town, NOVEMBER, LIFT, range(8), publish=False)
    assert await counted(town) == {}


async def test_each_figure_leads_to_its_wishes(town: Town) -> None:
    await said(town, OCTOBER, LAMP, range(9))
    await said(town, OCTOBER, LIFT, range(20, 22))
    await said(town, NOVEMBER, LIFT, range(30, 37))
    await counted(town)
    with frozen(NOVEMBER):
        hot = await hot_words("", 2026, 11)
        assert hot is not None
        lift = next(one for one in hot.words if one.word == "加装电梯")
        assert lift == Said("加装电梯", 7, 2, 7)
        for told, many in ((hot.now, 7), (hot.earlier, 2)):
            looked = looked_from(told)
            rows = await done(course_rows, looked, "said", word=lift.word)
            assert len(rows) == many
        async with signed_in(town, "leader") as browser:
            page = await browser.get("/outcomes/course?year=2026")
            assert "加装电梯" in page.text and "what=said" in page.text
            taken = await browser.get("/outcomes/course/table?which=words&year=2026")
            assert "加装电梯,7,2,7" in taken.content.decode("utf-8-sig")


async def test_it_is_counted_once_a_night_and_for_large_areas(town: Town) -> None:
    await said(town, NOVEMBER, LIFT, range(30, 37))
    with frozen(NOVEMBER):
        assert await count_words() > 0
        assert await count_words() == 0
        street = town.areas["柳荫街道"].public_id
        assert (await hot_words(street, 2026)) is not None
        assert (await hot_words(town.areas["柳荫社区"].public_id, 2026)) is None
        assert (await hot_words("", 2025)) is None


@pytest.mark.parametrize(
    ("month", "last", "same"),
    [
        (date(2026, 11, 1), date(2026, 11, 12), date(2026, 10, 12)),
        (date(2026, 11, 1), date(2026, 11, 30), date(2026, 10, 31)),
        (date(2026, 3, 1), date(2026, 3, 30), date(2026, 2, 28)),
        (date(2026, 1, 1), date(2026, 1, 5), date(2025, 12, 5)),
    ],
)
def test_a_month_is_compared_with_the_same_days(month: date, last: date, same: date) -> None:
    assert same_last(month, last) == same


def test_a_month_that_goes_on_is_counted_up_to_today() -> None:
    with frozen(NOVEMBER):
        assert last_day(date(2026, 11, 1)) == NOVEMBER
        assert last_day(date(2026, 10, 1)) == date(2026, 10, 31)


def test_pairs_become_words() -> None:
    texts = ["希望加装电梯", "加装电梯的事", "电梯坏了", "电梯停运", "路灯不亮"]
    assert phrases(["加装", "装电", "电梯", "路灯"], texts) == ["加装电梯", "电梯", "路灯"]


@pytest.mark.parametrize(
    ("token", "names"),
    [("路灯", True), ("的路", False), ("灯", False), ("2026", False), ("lift", True)],
)
def test_function_words_name_nothing(token: str, names: bool) -> None:
    assert names_something(token) is names


def test_growth_is_measured_against_all_that_came() -> None:
    assert grown(20, 10, 200, 100) == 0, "twice as much of twice as many"
    assert grown(20, 10, 100, 100) > grown(12, 10, 100, 100) > 0
    assert grown(5, 10, 100, 100) == 0
    assert grown(9, 0, 50, 0) == 9
