"""An issue is opened out of ticked wishes and goes straight to whoever is responsible."""

import pytest
from sqlmodel import select

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.issues.knots import BUREAU, another_bureau, dispatched, fresh, opened, several
from tests.web.issues.at_the_desk import desk_of, onward
from tests.web.reading import sent, shown
from wishboard.core.database import transaction
from wishboard.issues.handling.assignments import lead_of
from wishboard.issues.handling.duties import DutyForm, duties, set_duty
from wishboard.issues.models import Issue
from wishboard.issues.stages import IssueKind, IssueStage
from wishboard.wishes.stages import Stage


async def duty(town: Town, body: str = BUREAU, **line: str) -> None:
    """A line of the catalogue."""
    form = DutyForm(organization=town.organizations[body].public_id, **line)
    await done(set_duty, form, by=await town.viewer("administrator"))


async def led_by(issue: Issue) -> int | None:
    """The key of the organization that leads."""
    async with transaction() as db:
        lead = await lead_of(db, issue)
    return lead.organization_id if lead else None


async def test_ticked_wishes_fill_the_form_in(town: Town) -> None:
    first, second = await town.registered(lane="shared"), await town.collected()
    query = f"?wish={first.public_id}&wish={second.public_id}"
    page = await shown(town, f"/desk/issues/new{query}", to="street_clerk")
    assert first.title in page
    assert first.summary in page
    assert page.count('name="wishes"') == 2
    assert f'value="{town.areas["柳荫社区"].public_id}" selected' in page


async def test_an_issue_is_opened_out_of_them(town: Town) -> None:
    wishes = await several(town, 2)
    fields = {
        "kind": "shared",
        "title": "楼道的灯都不亮",
        "summary": "几栋楼的楼道灯都不亮，晚上上下楼不安全。",
        "category": "tidy",
        "area": town.areas["柳荫社区"].public_id,
        "wishes": [wish.public_id for wish in wishes],
    }
    status, to = await sent(town, "clerk", "/desk/issues", **fields)
    assert status == 303
    async with transaction() as db:
        issue = (await db.exec(select(Issue))).one()
    assert to == f"/desk/issues/{issue.public_id}"
    assert (issue.kind, issue.proactive) == (IssueKind.shared, False)
    assert {(await town.fresh(wish)).stage for wish in wishes} == {Stage.raised}


async def test_what_tells_who_it_is_is_refused_and_nothing_typed_is_lost(town: Town) -> None:
    wish = await town.collected()
    fields = {"title": "请联系13812345678", "summary": "楼道灯不亮。", "category": "tidy"}
    fields |= {"area": town.areas["柳荫社区"].public_id, "wishes": wish.public_id}
    status, page = await sent(town, "clerk", "/desk/issues", **fields)
    assert status == 422
    assert "请联系13812345678" in page
    assert f'value="{wish.public_id}" checked' in page


async def test_the_catalogue_says_where_it_goes(town: Town) -> None:
    await duty(town, category="tidy")
    issue = await opened(town)
    page = await shown(town, desk_of(issue), to="street_clerk")
    assert f"按职责清单：{BUREAU}" in page
    async with signed_in(town, "street_clerk") as browser:
        onward(await browser.post(desk_of(issue, "dispatch"), {"days": "15"}))
    assert (await fresh(issue)).stage is IssueStage.dispatched
    assert await led_by(issue) == town.organizations[BUREAU].id


async def test_a_person_may_choose_another_body(town: Town) -> None:
    await duty(town, category="tidy")
    issue, other = await opened(town), await another_bureau(town)
    fields = {"organization": other.public_id, "days": "10"}
    async with signed_in(town, "street_clerk") as browser:
        onward(await browser.post(desk_of(issue, "dispatch"), fields))
    assert await led_by(issue) == other.id


async def test_without_a_line_somebody_has_to_choose(town: Town) -> None:
    issue = await opened(town)
    status, page = await sent(town, "street_clerk", desk_of(issue, "dispatch"), days="15")
    assert status == 422
    assert "职责清单里没有对应单位" in page


async def test_an_old_problem_waits_for_its_sponsor(town: Town) -> None:
    await duty(town)
    issue = await opened(town, kind="legacy")
    page = await shown(town, desk_of(issue), to="street_clerk")
    assert "历史遗留问题要有包案领导" in page
    assert desk_of(issue, "dispatch") not in page
    async with signed_in(town, "street_clerk") as browser:
        fields = {"sponsor": town.people["leader"].public_id}
        onward(await browser.post(desk_of(issue, "sponsor"), fields))
        assert desk_of(issue, "dispatch") in (await browser.get(desk_of(issue))).text


async def test_several_are_dispatched_after_a_look(town: Town) -> None:
    await duty(town)
    ready, old = await opened(town), await opened(town, kind="legacy", title="下水道堵了二十年")
    query = f"?issue={ready.public_id}&issue={old.public_id}&list=dispatch"
    async with signed_in(town, "street_clerk") as browser:
        preview = (await browser.get(f"/desk/issues/dispatch{query}")).text
        assert f"交给{BUREAU}" in preview
        assert preview.count('name="issue"') == 1
        ticked = {"issue": [ready.public_id, old.public_id]}
        page = await browser.post("/desk/issues/dispatch", ticked)
    assert page.status_code == 200
    assert (await fresh(ready)).stage is IssueStage.dispatched
    assert (await fresh(old)).stage is IssueStage.opened


async def test_the_administrator_keeps_the_catalogue(town: Town) -> None:
    other = await another_bureau(town)
    line = {"category": "tidy", "area": town.areas["柳荫街道"].public_id}
    async with signed_in(town, "administrator") as browser:
        for body in (town.organizations[BUREAU], other):
            onward(await browser.post("/desk/duties", line | {"organization": body.public_id}))
        async with transaction() as db:
            assert [row.body for row in await duties(db)] == [other.name]
        assert other.name in (await browser.get("/desk/duties")).text
        onward(await browser.post("/desk/duties/removal", line))
    async with transaction() as db:
        assert not await duties(db)


@pytest.mark.parametrize("part", ["street_clerk", "leader"])
async def test_others_read_the_catalogue_only(town: Town, part: str) -> None:
    await duty(town, category="tidy")
    page = await shown(town, "/desk/duties", to=part)
    assert BUREAU in page
    assert "/desk/duties/removal" not in page
    status, _page = await sent(town, part, "/desk/duties", organization="none")
    assert status == 403


async def test_the_sheet_goes_along(town: Town) -> None:
    issue = await dispatched(town)
    page = await shown(town, desk_of(issue, "sheet"), to="handler")
    assert issue.summary in page
    assert "负责人签字" in page
