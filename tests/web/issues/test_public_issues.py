"""What everybody reads of issues, and what nobody reads."""

import pytest

from tests.cast import RESIDENT_PHONE, Town, signed_in
from tests.deeds import done
from tests.issues.knots import MEASURE, accepted, dispatched, opened, replied, several, solved
from tests.web.reading import shown
from wishboard.issues.forms import DeclineIssueForm, MergeIssueForm
from wishboard.issues.merging import merge_issue
from wishboard.issues.solving import decline_issue


async def test_the_list_shows_open_and_solved_issues_with_who_has_them(town: Town) -> None:
    await dispatched(town, *await several(town, 3))
    await solved(town, title="河边的垃圾没人清", kind="legacy", sponsor=leader(town))
    page = await shown(town, "/issues")
    assert "三条路晚上没有灯" in page
    assert "河边的垃圾没人清" in page
    assert "城市管理局" in page
    assert "3 件心愿" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=路灯不亮", True),
        ("q=噪音", False),
        ("kind=shared", True),
        ("kind=legacy", False),
        ("stage=dispatched", True),
        ("stage=closed", False),
        ("category=tidy", True),
        ("category=study", False),
        ("kind=nonsense&stage=nonsense&before=nonsense", False),
    ],
)
async def test_the_list_is_sieved(town: Town, query: str, *, found: bool) -> None:
    await dispatched(town)
    assert ("三条路晚上没有灯" in await shown(town, f"/issues?{query}")) == found


async def test_the_list_is_turned_page_by_page(town: Town) -> None:
    for number in range(21):
        await opened(town, title=f"第{number:02d}号路的路灯")
    first = await shown(town, "/issues")
    assert "第20号路" in first
    assert "第00号路" not in first
    address = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "第00号路" in await shown(town, address.replace("&amp;", "&"))


async def test_an_issue_is_told_without_a_word_of_the_wishers(town: Town) -> None:
    secret = "我家三楼的李奶奶晚上摔过一跤，她家没有灯。"
    issue = await replied(town, *await several(town, 2, text=secret, name="欧阳锋"))
    page = await shown(town, f"/issues/{issue.public_id}")
    assert issue.summary in page
    assert MEASURE in page
    assert "城市管理局" in page
    for hidden in ("李奶奶", "欧阳锋", "1381234", RESIDENT_PHONE, "线路老化"):
        assert hidden not in page


async def test_the_reply_is_read_in_full_by_who_works_on_it(town: Town) -> None:
    issue = await replied(town)
    page = await shown(town, f"/issues/{issue.public_id}", to="handler")
    assert "线路老化" in page
    assert f"/desk/issues/{issue.public_id}" in page


async def test_a_person_who_wished_twice_is_one_person(town: Town) -> None:
    wishes = [*await several(town, 2), await town.collected(phone="13812340000")]
    issue = await accepted(town, *wishes)
    page = await shown(town, f"/issues/{issue.public_id}")
    assert '<span class="stat-number">2</span>' in page


async def test_a_merged_issue_leads_to_what_it_goes_on_as(town: Town) -> None:
    issue, into = await opened(town), await opened(town, title="这几条路都没有灯")
    by = await town.viewer("street_clerk")
    await done(merge_issue, issue.public_id, MergeIssueForm(into=into.public_id), by=by)
    async with signed_in(town) as browser:
        for tail in ("", "/joining"):
            answer = await browser.get(f"/issues/{issue.public_id}{tail}")
            assert answer.status_code == 303
            assert answer.headers["location"] == f"/issues/{into.public_id}{tail}"
        assert issue.title not in (await browser.get("/issues")).text


async def test_a_declined_issue_is_not_public(town: Town) -> None:
    issue = await opened(town)
    form = DeclineIssueForm(reason="decline_other", explanation="不属于受理范围。")
    await done(decline_issue, issue.public_id, form, by=await town.viewer("street_clerk"))
    async with signed_in(town) as browser:
        assert (await browser.get(f"/issues/{issue.public_id}")).status_code == 404
        assert (await browser.get(f"/issues/{issue.public_id}/joining")).status_code == 404
        assert issue.title not in (await browser.get("/issues")).text
    assert "不属于受理范围" in await shown(
        town, f"/desk/issues/{issue.public_id}", to="street_clerk"
    )


def leader(town: Town) -> str:
    """The leader of the town, by public id."""
    return town.people["leader"].public_id
