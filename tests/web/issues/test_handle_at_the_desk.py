"""Every deed of a handler and of who decides, by its form, and why not where a rule forbids."""

from datetime import timedelta

from tests.cast import Town, signed_in
from tests.deeds import done
from tests.issues.knots import (
    MEASURE,
    accepted,
    another_bureau,
    answer,
    dispatched,
    fresh,
    replied,
    several,
    solved,
)
from tests.web.issues.at_the_desk import desk_of, onward
from tests.web.reading import sent, shown
from wishboard.core.calendar import add_working_days
from wishboard.core.clock import frozen, today
from wishboard.core.database import transaction
from wishboard.issues.handling.assignments import assignments_of, lead_of
from wishboard.issues.handling.replies import mark_read, replies_to
from wishboard.issues.stages import IssueEnding, IssueStage
from wishboard.wishes.stages import Stage


async def test_a_first_receiver_accepts_with_a_button(town: Town) -> None:
    issue = await dispatched(town)
    async with signed_in(town, "handler") as browser:
        page = (await browser.get(desk_of(issue))).text
        assert desk_of(issue, "acceptance") in page
        assert "way=objection" in page
        onward(await browser.post(desk_of(issue, "acceptance")))
    assert (await fresh(issue)).stage is IssueStage.accepted


async def test_an_objection_waits_for_a_third_party(town: Town) -> None:
    issue, other = await dispatched(town), await another_bureau(town)
    form = {"other": other.public_id, "reason": "这是供电线路，不归我局管。"}
    async with signed_in(town, "handler") as browser:
        onward(await browser.post(desk_of(issue, "objection"), form))
        assert "有一份退单申请" in (await browser.get(desk_of(issue))).text
    async with signed_in(town, "street_clerk") as browser:
        page = (await browser.get(desk_of(issue))).text
        assert form["reason"] in page
        assert f"应由{other.name}负责" in page
        decision = {"granted": "yes", "words": "确属供电设施"}
        onward(await browser.post(desk_of(issue, "objection-decision"), decision))
        assert "退单成立" in (await browser.get(desk_of(issue))).text
    async with transaction() as db:
        lead = await lead_of(db, issue)
    assert lead and lead.organization_id == other.id


async def test_after_two_working_days_the_reason_stands_instead_of_the_button(town: Town) -> None:
    with frozen(today() - timedelta(days=10)):
        issue = await dispatched(town)
    page = await shown(town, desk_of(issue), to="handler")
    assert "退单期限是" in page
    assert "way=objection" not in page


async def test_more_time_is_asked_for_and_given(town: Town) -> None:
    issue = await accepted(town)
    assert issue.due_on
    until = add_working_days(issue.due_on, 5)
    async with signed_in(town, "handler") as browser:
        form = {"until": until.isoformat(), "reason": "灯杆要到月底才能到货。"}
        onward(await browser.post(desk_of(issue, "extension"), form))
        assert "已经申请过延期" in (await browser.get(desk_of(issue))).text
        assert "灯杆要到月底" in (await browser.get(f"/issues/{issue.public_id}")).text
    public = await shown(town, f"/issues/{issue.public_id}")
    assert "申请延期" in public and "灯杆要到月底" not in public
    async with signed_in(town, "street_clerk") as browser:
        onward(await browser.post(desk_of(issue, "extension-decision"), {"granted": "yes"}))
    assert (await fresh(issue)).due_on == until


async def test_what_is_typed_wrongly_is_kept(town: Town) -> None:
    issue = await accepted(town)
    form = {"until": today().isoformat(), "reason": "灯杆还没有到货。"}
    status, page = await sent(town, "handler", desk_of(issue, "extension"), **form)
    assert status == 422
    assert form["reason"] in page


async def test_a_hollow_reply_is_told_so_and_solves_nothing(town: Town) -> None:
    issue = await accepted(town)
    async with signed_in(town, "handler") as browser:
        form = {"text": "来信收悉，我们高度重视。", "measure": "正在研究，尽快解决。"}
        onward(await browser.post(desk_of(issue, "reply"), form))
        page = (await browser.get(desk_of(issue))).text
        assert "没有明确措施" in page
        assert desk_of(issue, "solution") not in page
        clear = {"text": "已到现场查看，正在更换。", "measure": MEASURE}
        onward(await browser.post(desk_of(issue, "reply"), clear))
        assert desk_of(issue, "solution") in (await browser.get(desk_of(issue))).text


async def test_who_has_read_a_reply_is_counted(town: Town) -> None:
    wishes = await several(town, 2)
    issue = await replied(town, *wishes)
    await done(mark_read, issue, wishes[0].key)
    async with transaction() as db:
        assert len(await replies_to(db, issue)) == 1
    assert "2 位提出人中已有 1 位看过" in await shown(town, desk_of(issue), to="street_clerk")


async def test_support_helps_and_sees_no_wisher(town: Town) -> None:
    issue, other = await accepted(town, *await several(town, 1)), await another_bureau(town)
    async with signed_in(town, "handler") as browser:
        onward(await browser.post(desk_of(issue, "support"), {"organization": other.public_id}))
        assert other.name in (await browser.get(desk_of(issue))).text
    async with transaction() as db:
        assert len(await assignments_of(db, issue)) == 2


async def test_solved_followed_up_and_closed(town: Town) -> None:
    wishes = await several(town, 2)
    issue = await replied(town, *wishes)
    async with signed_in(town, "handler") as browser:
        form = {"result": "三条路的路灯全部换新。", "reported": "900"}
        onward(await browser.post(desk_of(issue, "solution"), form))
        await answer(wishes[0], yes=True, rating=5)
        await answer(wishes[1], yes=False)
        assert desk_of(issue, "followups") in (await browser.get(desk_of(issue))).text
        again = {"wish": wishes[1].public_id, "done": "又上门补装了一盏灯。"}
        onward(await browser.post(desk_of(issue, "followups"), again))
    assert (await town.fresh(wishes[1])).stage is Stage.delivered
    async with signed_in(town, "street_clerk") as browser:
        assert "还有 1 位提出人" in (await browser.get(desk_of(issue))).text
        await answer(wishes[1], yes=True, rating=4)
        onward(await browser.post(desk_of(issue, "closing"), {"confirmed": "850"}))
    issue = await fresh(issue)
    assert (issue.stage, issue.ending, issue.confirmed) == (
        IssueStage.closed,
        IssueEnding.solved,
        850,
    )


async def test_an_issue_is_not_taken_up_with_a_reason(town: Town) -> None:
    wish = (await several(town, 1))[0]
    issue = await dispatched(town, wish)
    async with signed_in(town, "street_clerk") as browser:
        assert "decline_other" in (await browser.get(desk_of(issue, query="?way=decline"))).text
        form = {"reason": "decline_other", "explanation": "不属于受理范围。"}
        onward(await browser.post(desk_of(issue, "decline"), form))
    assert (await fresh(issue)).ending is IssueEnding.declined
    assert (await town.fresh(wish)).stage is Stage.closed


async def test_the_body_that_handled_it_does_not_close_it(town: Town) -> None:
    issue = await solved(town)
    status, _page = await sent(town, "handler", desk_of(issue, "closing"), confirmed="1")
    assert status == 403


async def test_the_lead_opens_the_wishes_behind_one_by_one(town: Town) -> None:
    wish = (await several(town, 1, text="桥头的灯不亮，我母亲晚上摔过。"))[0]
    issue = await accepted(town, wish)
    async with signed_in(town, "handler") as browser:
        assert f"/desk/wishes/{wish.public_id}" in (await browser.get(desk_of(issue))).text
        opened = await browser.get(f"/desk/wishes/{wish.public_id}")
    assert opened.status_code == 200
    assert "我母亲晚上摔过" in opened.text
