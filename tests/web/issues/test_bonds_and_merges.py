"""More wishes are sent up, some are taken out; issues become one and come apart, or two."""

from sqlmodel import select

from tests.cast import Town, signed_in
from tests.issues.knots import fresh, opened, several
from tests.web.issues.at_the_desk import desk_of, onward
from tests.web.reading import sent, shown
from wishboard.core.database import transaction
from wishboard.issues.models import Issue
from wishboard.issues.queries import wishes_behind
from wishboard.issues.stages import IssueEnding, IssueStage
from wishboard.wishes.stages import Stage


async def behind(issue: Issue) -> set[int]:
    """The keys of the wishes behind an issue."""
    async with transaction() as db:
        return {wish.key for wish in await wishes_behind(db, issue)}


async def test_more_wishes_are_found_and_sent_up(town: Town) -> None:
    issue = await opened(town)
    near, far = await town.collected(), await town.registered(title="找人修水管")
    async with signed_in(town, "street_clerk") as browser:
        page = (await browser.get(desk_of(issue, "wishes"))).text
        assert near.public_id in page
        assert far.public_id not in page
        found = (await browser.get(desk_of(issue, "wishes", "?words=修水管"))).text
        assert far.public_id in found
        ticked = {"wishes": [near.public_id, far.public_id]}
        onward(await browser.post(desk_of(issue, "wishes"), ticked))
        assert near.public_id not in (await browser.get(desk_of(issue, "wishes"))).text
    assert await behind(issue) == {near.key, far.key}


async def test_nothing_ticked_is_said(town: Town) -> None:
    status, page = await sent(town, "street_clerk", desk_of(await opened(town), "wishes"))
    assert status == 422
    assert "请至少选一件心愿" in page


async def test_a_wish_is_taken_out_again(town: Town) -> None:
    first, second = await several(town, 2)
    issue = await opened(town, first, second)
    async with signed_in(town, "street_clerk") as browser:
        page = (await browser.get(desk_of(issue, query="?way=wishes-out"))).text
        assert page.count('name="wishes"') == 2
        onward(await browser.post(desk_of(issue, "wishes-out"), {"wishes": first.public_id}))
    assert await behind(issue) == {second.key}
    assert (await town.fresh(first)).stage is Stage.registered


async def test_some_become_an_issue_of_their_own(town: Town) -> None:
    first, second = await several(town, 2)
    issue = await opened(town, first, second)
    form = {"wishes": first.public_id, "title": "桥头的灯也不亮", "summary": "桥头的灯不亮。"}
    status, to = await sent(town, "street_clerk", desk_of(issue, "split"), **form)
    assert status == 303
    async with transaction() as db:
        part = (await db.exec(select(Issue).where(Issue.title == form["title"]))).one()
    assert to == desk_of(part)
    assert (await behind(issue), await behind(part)) == ({second.key}, {first.key})


async def test_two_issues_are_looked_at_before_they_become_one(town: Town) -> None:
    wish = (await several(town, 1))[0]
    issue, into = await opened(town, wish), await opened(town, title="这几条路也没灯")
    async with signed_in(town, "street_clerk") as browser:
        found = (await browser.get(desk_of(issue, "merge", "?q=没灯"))).text
        assert f"into={into.public_id}" in found
        both = (await browser.get(desk_of(issue, "merge", f"?into={into.public_id}"))).text
        assert issue.title in both
        assert into.title in both
        answer = await browser.post(desk_of(issue, "merge"), {"into": into.public_id})
        assert onward(answer) == desk_of(into)
        assert await behind(into) == {wish.key}
        assert desk_of(issue, "unmerge") in (await browser.get(desk_of(issue))).text
        onward(await browser.post(desk_of(issue, "unmerge")))
    issue = await fresh(issue)
    assert (issue.stage, issue.merged_into_id) == (IssueStage.opened, None)
    assert await behind(issue) == {wish.key}


async def test_what_cannot_be_merged_into_is_refused_with_a_sentence(town: Town) -> None:
    issue = await opened(town)
    for into in (issue.public_id, "nowhere"):
        status, page = await sent(town, "street_clerk", desk_of(issue, "merge"), into=into)
        assert status == 422
        assert "请选择另一个问题" in page
    assert (await fresh(issue)).ending is not IssueEnding.merged


async def test_the_facts_of_an_old_problem_are_kept(town: Town) -> None:
    issue = await opened(town)
    form = {"since_year": "2004", "past_attempts": "两次立项都停下", "blocking": "产权不清"}
    async with signed_in(town, "street_clerk") as browser:
        onward(await browser.post(desk_of(issue, "legacy-facts"), form))
    page = await shown(town, f"/issues/{issue.public_id}")
    assert "产权不清" in page
    assert "2004" in page
