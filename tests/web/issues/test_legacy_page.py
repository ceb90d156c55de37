"""What became of old problems: for everybody, and the yearly look at the desk."""

from datetime import timedelta

from tests.cast import Town
from tests.deeds import done
from tests.issues.knots import opened
from tests.issues.test_legacy import WHERE_IT_STANDS, old, review, solved_old
from tests.web.issues.at_the_desk import desk_of
from tests.web.reading import sent, shown
from wishboard.core.clock import today
from wishboard.issues.forms import CloseIssueForm, DeclineIssueForm
from wishboard.issues.solving import close_issue, decline_issue


async def test_everybody_reads_since_when_who_sponsors_and_every_look(town: Town) -> None:
    issue = await old(town)
    await review(town, issue, words="第一次复查：产权不清。")
    await review(town, issue)
    page = await shown(town, "/legacy")
    for words in (issue.title, "2009", "高远", "桐川市", WHERE_IT_STANDS, "第一次复查"):
        assert words in page, words
    assert page.index(WHERE_IT_STANDS) < page.index("第一次复查")


async def test_other_problems_are_not_there(town: Town) -> None:
    issue = await opened(town)
    page = await shown(town, "/legacy")
    assert issue.title not in page and "没有历史遗留问题" in page


async def test_the_oldest_open_one_stands_first_and_the_solved_ones_last(town: Town) -> None:
    solved = await solved_old(town)
    form = CloseIssueForm(confirmed=80, words="通车了，大家不用再绕路。")
    await done(close_issue, solved.public_id, form, by=await town.viewer("street_clerk"))
    young = await opened(town, title="年轻的老问题", kind="legacy", since_year=2015)
    aged = await opened(town, title="最老的老问题", kind="legacy", since_year=1996)
    page = await shown(town, "/legacy")
    places = [page.index(title) for title in (aged.title, young.title, "通车了")]
    assert places == sorted(places)
    assert "结语" in page


async def test_what_is_not_taken_up_stays_with_its_reason_and_without_a_page(town: Town) -> None:
    issue = await old(town)
    form = DeclineIssueForm(reason="decline_other", explanation="房子已经拆除，不再存在。")
    await done(decline_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    page = await shown(town, "/legacy")
    assert "房子已经拆除" in page and f'href="/issues/{issue.public_id}"' not in page


async def test_it_is_looked_for_by_area_and_words(town: Town) -> None:
    issue = await old(town)
    assert issue.title in await shown(town, "/legacy?q=三条路")
    assert "换个说法" in await shown(town, "/legacy?q=水管")
    elsewhere = town.areas["河东社区"].public_id
    assert issue.title not in await shown(town, f"/legacy?area={elsewhere}")


async def test_a_page_that_does_not_exist_is_empty(town: Town) -> None:
    await old(town)
    for page in ("2", "99999999999999999999", "-1", "一", "²"):
        await shown(town, f"/legacy?page={page}")


async def test_the_look_is_written_at_the_desk(town: Town) -> None:
    issue = await old(town)
    page = await shown(town, desk_of(issue, query="?way=reviews"), "leader")
    assert "现在办到哪一步了" in page
    next_on = str(today() + timedelta(days=100))
    at = desk_of(issue, "reviews")
    assert (await sent(town, "leader", at, words=WHERE_IT_STANDS, next_on=next_on))[0] == 303
    assert WHERE_IT_STANDS in await shown(town, "/legacy")
    status, page = await sent(town, "leader", at, words="联系13812345678")
    assert status == 422 and "联系13812345678" in page


async def test_closing_asks_for_the_last_word(town: Town) -> None:
    issue = await solved_old(town)
    at = desk_of(issue, "closing")
    status, page = await sent(town, "street_clerk", at, confirmed="80")
    assert status == 422 and "不能悄悄销号" in page
    answer = await sent(town, "street_clerk", at, confirmed="80", words="通车了，不用绕路了。")
    assert answer[0] == 303
