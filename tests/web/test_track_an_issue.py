"""A wisher follows the problem their wish belongs to on the tracking page, in plain words."""

from sqlmodel import select

from tests.cast import Browser, Town, signed_in
from tests.deeds import done
from tests.issues.knots import (
    accepted,
    answer,
    dispatched,
    opened,
    replied,
    several,
    solve,
    solved,
)
from wishboard.core.calendar import add_working_days
from wishboard.core.database import transaction
from wishboard.http import cookies
from wishboard.issues.forms import FollowUpForm, MergeIssueForm
from wishboard.issues.handling.forms import DecideForm, ExtendForm
from wishboard.issues.handling.models import ReplyRead
from wishboard.issues.handling.time import ask_for_time, decide_extension
from wishboard.issues.merging import merge_issue
from wishboard.issues.solving import follow_up
from wishboard.wishes.models import Wish


async def follow(browser: Browser, wish: Wish) -> str:
    cookie = cookies.followed_cookie(wish.key)
    browser.client.cookies.set(cookies.FOLLOWED, str(cookie.value))
    page = await browser.get("/track/wish")
    assert page.status_code == 200
    return page.text


async def tracked(town: Town, wish: Wish) -> str:
    async with signed_in(town, "nobody") as browser:
        return await follow(browser, await town.fresh(wish))


async def test_a_raised_wish_says_with_whom_the_problem_is_and_until_when(town: Town) -> None:
    wish, other = await several(town, 2)
    issue = await opened(town, wish, other)
    assert "正在确定由哪家单位解决" in await tracked(town, wish)
    del issue


async def test_it_says_who_has_it_and_why_the_date_is_when_it_is(town: Town) -> None:
    wish, other = await several(town, 2)
    await dispatched(town, wish, other)
    page = await tracked(town, wish)
    assert "已交给城市管理局解决" in page
    assert "除了您，还有 1 人有同样的心愿" in page
    assert "15 个工作日" in page


async def test_it_says_why_more_time_is_needed(town: Town) -> None:
    (wish,) = await several(town, 1)
    issue = await accepted(town, wish)
    assert issue.due_on
    form = ExtendForm(until=add_working_days(issue.due_on, 5), reason="灯杆要从外地运来。")
    await done(ask_for_time, issue.public_id, form, by=await town.viewer("handler"))
    assert "灯杆要从外地运来。" in await tracked(town, wish)
    clerk = await town.viewer("street_clerk")
    await done(decide_extension, issue.public_id, DecideForm(granted=True), by=clerk)
    assert "城市管理局正在解决" in await tracked(town, wish)


async def test_the_reply_is_read_in_full_and_counts_as_read_once(town: Town) -> None:
    wish, other = await several(town, 2)
    await replied(town, wish, other)
    for _view in range(2):
        assert "经现场查看，路灯线路老化" in await tracked(town, wish)
    async with transaction() as db:
        (read,) = (await db.exec(select(ReplyRead))).all()
    assert read.wish_id == wish.id


async def test_when_it_is_solved_each_is_asked_for_themselves(town: Town) -> None:
    wish, other = await several(town, 2)
    issue = await solved(town, wish, other)
    page = await tracked(town, wish)
    assert "城市管理局说问题已经解决" in page
    assert "问题解决了，您那里解决了吗？" in page
    async with signed_in(town, "nobody") as browser:
        await follow(browser, wish)
        await browser.post("/track/wish/answer", {"done": "no", "words": "我们这条路还黑着。"})
    assert (await town.fresh(wish)).stage == "raised"
    assert "正在为您补办" in await tracked(town, wish)
    form = FollowUpForm(done="补装了这条路的三盏灯。")
    handler = await town.viewer("handler")
    await done(follow_up, issue.public_id, wish.public_id, form, by=handler)
    assert "补装了这条路的三盏灯。" in await tracked(town, wish)
    await answer(other, yes=True, rating=5)
    assert "心愿实现了" in await tracked(town, other)


async def test_a_merged_issue_goes_on_as_the_other(town: Town) -> None:
    wish, other = await several(town, 2)
    first = await opened(town, wish, title="河东路灯不亮")
    second = await accepted(town, other)
    form = MergeIssueForm(into=second.public_id)
    await done(merge_issue, first.public_id, form, by=await town.viewer("street_clerk"))
    page = await tracked(town, wish)
    assert "您的心愿原来属于“河东路灯不亮”" in page
    assert "城市管理局正在解决" in page


async def test_a_wish_of_its_own_says_nothing_of_issues(town: Town) -> None:
    wish = await town.published()
    page = await tracked(town, wish)
    assert "您的心愿属于这个问题" not in page


async def test_a_dissatisfied_wisher_reads_that_it_went_back(town: Town) -> None:
    (wish,) = await several(town, 1)
    issue = await replied(town, wish)
    await solve(town, issue)
    await answer(wish, yes=False)
    page = await tracked(town, wish)
    assert "您没说办好之前，您的心愿不会办结" in page
